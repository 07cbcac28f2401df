package org.cloudinit.handlers;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final long limitMillis;

    TimedHandler(PartHandler handler, long limitMillis) {
        this.handler = handler;
        this.limitMillis = limitMillis;
    }

    @Override
    public Set<String> types() {
        return handler.types();
    }

    @Override
    public Frequency frequency() {
        return handler.frequency();
    }

    @Override
    public Session begin(HandlerContext context) throws IOException {
        return new TimedSession(timed(() -> handler.begin(context)));
    }

    /** What is asked. */
    private interface Question<T> {
        T ask() throws IOException;
    }

    private <T> T timed(Question<T> question) throws IOException {
        String name = handler.getClass().getName();
        var task = new FutureTask<T>(question::ask);
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new IOException(name + " gave no answer within " + limitMillis + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " ran", e);
        } catch (ExecutionException e) {
            // What a stranger throws may quote the data: its kind is told, and no more.
            Throwable cause = e.getCause();
            String kind = cause == null ? "" : " with " + cause.getClass().getSimpleName();
            throw new IOException(name + " failed" + kind, e);
        }
    }

    private final class TimedSession implements Session {
        private final Session session;

        TimedSession(Session session) {
            this.session = session;
        }

        @Override
        public void handle(Part part) throws IOException {
            timed(
                    () -> {
                        session.handle(part);
                        return true;
                    });
        }

        @Override
        public void end() throws IOException {
            timed(
                    () -> {
                        session.end();
                        return true;
                    });
        }
    }
}
