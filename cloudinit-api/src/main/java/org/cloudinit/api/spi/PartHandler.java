package org.cloudinit.api.spi;

import java.io.IOException;
import java.util.Set;

/** Consumes the parts of some content types. */
public interface PartHandler {
    /** Content types, in lower case. */
    Set<String> types();

    /** How often its parts are consumed. */
    Frequency frequency();

    /**
     * Whether all that comes of a part is a file that is written to the handler's root, at which
     * neither the handler looks before its walk ends nor a program that it starts. Many such parts
     * in a row are written in bulk ({@link org.cloudinit.api.host.HostRoot#inBulk}).
     */
    default boolean onlyWrites() {
        return false;
    }

    /** Begins a walk over one origin's parts. */
    Session begin(HandlerContext context) throws IOException;

    /** One walk. What it throws is reported and harms no other handler. */
    interface Session {
        /** Consumes one part, in the order of the document. */
        void handle(Part part) throws IOException;

        /** All parts were walked. */
        void end() throws IOException;
    }
}
