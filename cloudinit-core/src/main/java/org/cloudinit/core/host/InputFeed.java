package org.cloudinit.core.host;

import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a program's standard input and closes it. A program need not read what it is given. */
final class InputFeed {
    /** A pipe takes so much without a reader. */
    private static final int PIPE_SIZE = 4 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(InputFeed.class);

    private final OutputStream to;
    private final byte[] input;

    InputFeed(OutputStream to, byte[] input) {
        this.to = to;
        this.input = input;
    }

    /** Feeds in a thread of its own where the pipe could fill up, else at once. */
    void start() {
        if (input.length <= PIPE_SIZE) {
            feed();
        } else {
            var thread = new Thread(this::feed, "input of a program");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void feed() {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            LOG.debug("a program did not read its input: {}", e.getMessage());
        }
    }
}
