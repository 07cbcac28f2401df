package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handler as a bundle of others may have it passes the contract; careless ones do not. */
@SuppressWarnings("JUnitMethodInvoked") // The contract's own tests are what is tried here.
class HandlerSampleTest extends PartHandlerContract {
    /** Stores notes. */
    private static class Notes implements PartHandler {
        @Override
        public Set<String> types() {
            return Set.of("text/x-note");
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
                    take(part, context);
                }

                @Override
                public void end() {}
            };
        }

        void take(Part part, HandlerContext context) throws IOException {
            String path = "/var/lib/notes/" + part.filename();
            context.root().write(new RenderedFile(path, part.content().reveal(), 0600, null));
        }
    }

    private PartHandler handler = new Notes();

    @Override
    protected PartHandler handler() {
        return handler;
    }

    @Override
    protected HandlerContext context(SandboxHost machine, RecordingReporter reporter) {
        return SampleInstance.handling(machine, NoDocuments.INSTANCE, reporter);
    }

    @Test
    void aHandlerThatThrowsTheContentFails(@TempDir Path folder) {
        handler =
                new Notes() {
                    @Override
                    void take(Part part, HandlerContext context) throws IOException {
                        throw new IOException("cannot store " + part.content().revealText());
                    }
                };
        assertThrows(AssertionError.class, () -> neverPrintsContent(folder));
    }

    @Test
    void aHandlerThatReportsTheContentFails(@TempDir Path folder) {
        handler =
                new Notes() {
                    @Override
                    void take(Part part, HandlerContext context) {
                        String content = part.content().revealText();
                        context.reporter()
                                .report(
                                        Problem.warning(
                                                "note.bad",
                                                "storing",
                                                Origin.BUILT_IN,
                                                content,
                                                "."));
                    }
                };
        assertThrows(AssertionError.class, () -> neverPrintsContent(folder));
    }

    @Test
    void aHandlerOfBadTypesFails() {
        for (Set<String> types :
                java.util.List.of(Set.<String>of(), Set.of("Text/X"), Set.of("x"))) {
            handler =
                    new Notes() {
                        @Override
                        public Set<String> types() {
                            return types;
                        }
                    };
            assertThrows(AssertionError.class, this::namesContentTypesInLowerCase);
        }
    }
}
