package org.cloudinit.core.host;

import java.io.OutputStream;

/**
 * Where programs show what they say. It is asked whenever a program is started, for the stage's
 * output may be redirected at any time.
 */
public interface Console {
    /** Standard output. */
    OutputStream output();

    /** Standard error: the same object where both go to one place. */
    OutputStream error();

    /** Streams that stay. */
    static Console of(OutputStream output, OutputStream error) {
        return new Console() {
            @Override
            public OutputStream output() {
                return output;
            }

            @Override
            public OutputStream error() {
                return error;
            }
        };
    }
}
