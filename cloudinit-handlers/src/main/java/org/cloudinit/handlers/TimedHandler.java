package org.cloudinit.handlers;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;

/**
 * A handler of others, asked in a thread of its own. One that gives no answer in time is left
 * behind: the boot goes on, and the thread ends with the process.
 */
final class TimedHandler implements PartHandler {
    private final PartHandler handler;
    private final String name;
    private final Set<String> types;
    private final Frequency frequency;
    private final long limitMillis;

    /**
     * Asks a handler what it is for.
     *
     * @param limitMillis time for each answer
     * @throws MalformedException if it fails, or gives no answer in time
     */
    TimedHandler(PartHandler handler, long limitMillis) {
        this.handler = handler;
        this.name = handler.getClass().getName();
        this.limitMillis = limitMillis;
        this.types = Set.copyOf(timed(name, limitMillis, handler::types));
        this.frequency = timed(name, limitMillis, handler::frequency);
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public Frequency frequency() {
        return frequency;
    }

    @Override
    public Session begin(HandlerContext context) {
        return new TimedSession(timed(name, limitMillis, () -> handler.begin(context)));
    }

    /** What is asked. */
    interface Question<T> {
        T ask() throws IOException;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param name who is asked, for messages
     * @throws MalformedException if that fails, or takes too long
     */
    static <T> T timed(String name, long limitMillis, Question<T> question) {
        var task = new FutureTask<T>(question::ask);
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw HandlerFailure.of(name, "it gave no answer within " + limitMillis + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HandlerFailure.of(name, "it was interrupted", e);
        } catch (ExecutionException e) {
            // What a stranger throws may quote the data: its kind is told, and no more.
            Throwable cause = e.getCause();
            String kind = cause == null ? "" : " with " + cause.getClass().getSimpleName();
            throw HandlerFailure.of(name, "it failed" + kind, e);
        }
    }

    private final class TimedSession implements Session {
        private final Session session;

        TimedSession(Session session) {
            this.session = session;
        }

        @Override
        public void handle(Part part) {
            timed(
                    name,
                    limitMillis,
                    () -> {
                        session.handle(part);
                        return true;
                    });
        }

        @Override
        public void end() {
            timed(
                    name,
                    limitMillis,
                    () -> {
                        session.end();
                        return true;
                    });
        }
    }
}
