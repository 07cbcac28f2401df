package org.cloudinit.api.spi;

import java.io.IOException;
import java.util.List;

/**
 * Makes part handlers at run time: of files that lie in the machine's handlers folder, and of parts
 * of user-data that are handlers themselves.
 */
public interface PartHandlerLoader {
    /**
     * The handlers of the machine's handlers folder, by name. One that cannot be made is reported
     * and left out.
     */
    List<PartHandler> installed(HandlerContext context);

    /**
     * The handler that a part of type {@code text/part-handler} is.
     *
     * @param number how many were loaded before it in this walk
     * @throws IOException if it cannot be started, or does not answer
     */
    PartHandler load(Part part, int number, HandlerContext context) throws IOException;
}
