package org.cloudinit.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handler of others that hangs, fails or works: what of it is told, and how soon. */
class TimedHandlerTest {
    private static final Part PART = HandlerWalk.part("text/x-mine", "a", "hush-hush");

    @TempDir private Path folder;

    /** What a test wants of a handler. */
    private interface Act {
        void on(String step) throws IOException;
    }

    /** Does what a test wants at each step. */
    private record Strange(Act act) implements PartHandler {
        @Override
        public Set<String> types() {
            return Set.of("text/x-mine");
        }

        @Override
        public Frequency frequency() {
            return Frequency.PER_ALWAYS;
        }

        @Override
        public Session begin(HandlerContext context) throws IOException {
            act.on("begin");
            return new Session() {
                @Override
                public void handle(Part part) throws IOException {
                    act.on(part.content().revealText());
                }

                @Override
                public void end() throws IOException {
                    act.on("end");
                }
            };
        }
    }

    private String refused(Act act, long limitMillis) throws IOException {
        var walk = new HandlerWalk(folder);
        var handler = new TimedHandler(new Strange(act), limitMillis);
        return assertThrows(MalformedException.class, () -> walk.walk(handler, PART))
                .problem()
                .line();
    }

    @Test
    void oneThatWorksIsAskedInOrder() throws IOException {
        var steps = new ArrayList<String>();
        new HandlerWalk(folder).walk(new TimedHandler(new Strange(steps::add), 60_000), PART, PART);
        assertEquals(List.of("begin", "hush-hush", "hush-hush", "end"), steps);
    }

    @Test
    void oneThatHangsIsLeftBehindAndInterrupted() throws IOException, InterruptedException {
        var interrupted = new CountDownLatch(1);
        Act hang =
                step -> {
                    if (!step.equals("begin")) {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw new IOException(e);
                        }
                    }
                };
        String line = refused(hang, 200);
        assertTrue(line.contains("it gave no answer within 200 ms"), line);
        interrupted.await();
    }

    @Test
    void oneThatFailsIsToldByTheKindOfItsFailure() throws IOException {
        Act fail =
                step -> {
                    throw new IOException(step + " hush-hush");
                };
        String line = refused(fail, 60_000);
        assertTrue(line.contains("it failed with IOException"), line);
        assertFalse(line.contains("hush-hush"), line);
        Act overflow =
                step -> {
                    throw new StackOverflowError("hush-hush");
                };
        assertTrue(refused(overflow, 60_000).contains("it failed with StackOverflowError"));
    }
}
