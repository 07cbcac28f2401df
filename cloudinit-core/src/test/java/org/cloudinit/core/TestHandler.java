package org.cloudinit.core;

import java.io.IOException;
import java.util.Set;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;

/** Keeps the one cloud-config that it is given. */
public final class TestHandler implements PartHandler {
    public TestHandler() {}

    @Override
    public Set<String> types() {
        return Set.of("text/cloud-config");
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Session begin(HandlerContext context) {
        return new Session() {
            @Override
            public void handle(Part part) throws IOException {
                context.root()
                        .write(
                                new RenderedFile(
                                        context.paths().instanceFile("cloud-config.txt"),
                                        part.content().reveal(),
                                        0600,
                                        null));
            }

            @Override
            public void end() {
                // Each part is written as it comes.
            }
        };
    }
}
