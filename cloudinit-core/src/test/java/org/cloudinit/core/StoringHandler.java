package org.cloudinit.core;

import java.io.IOException;
import java.util.Set;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;

/** Stores scripts in the instance's folder, and does no more. */
public final class StoringHandler implements PartHandler {
    private final boolean onlyWrites;

    /**
     * @param onlyWrites whether it says so
     */
    public StoringHandler(boolean onlyWrites) {
        this.onlyWrites = onlyWrites;
    }

    @Override
    public Set<String> types() {
        return Set.of("text/x-shellscript");
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public boolean onlyWrites() {
        return onlyWrites;
    }

    @Override
    public Session begin(HandlerContext context) {
        return new Session() {
            @Override
            public void handle(Part part) throws IOException {
                String path = context.paths().instanceFile("scripts/" + part.filename());
                byte[] content = part.content().reveal();
                context.root().write(new RenderedFile(path, content, 0700, null));
            }

            @Override
            public void end() {
                // Each part is written as it comes.
            }
        };
    }
}
