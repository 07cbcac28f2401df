package org.cloudinit.core.host;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.host.ProcessRunner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program of this system that is talked with. Lines are read by a thread of their own, so that
 * waiting for one can end; what is sent is written by another, for a program may read late.
 */
final class ProcessConversation implements ProcessRunner.Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessConversation.class);

    /** Longest line: answers are short. */
    private static final int LINE_LIMIT = 64 << 10;

    private static final int WAITING_LINES = 256;
    private static final long GRACE_MILLIS = 1000;

    /** An answer of the program; no text at its end. */
    private record Line(@Nullable String text) {}

    private final Process process;
    private final String name;
    private final long limitMillis;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(WAITING_LINES);
    private boolean ended;

    ProcessConversation(Process process, String name, long limitMillis) {
        this.process = process;
        this.name = name;
        this.limitMillis = limitMillis;
        start(this::read, "answers of a program");
    }

    private static void start(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    lines.put(new Line(line.toString(StandardCharsets.UTF_8)));
                    line.reset();
                } else if (line.size() < LINE_LIMIT) {
                    line.write(b);
                }
            }
        } catch (IOException e) {
            LOG.debug("reading the answers of {} ended: {}", name, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Room is made for the end: nobody reads on behind a queue that is full.
        while (!lines.offer(new Line(null))) {
            lines.poll();
        }
    }

    @Override
    public void send(String text) throws IOException {
        if (ended || !process.isAlive()) {
            throw new IOException(name + " has ended");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        start(() -> write(bytes), "questions to a program");
    }

    private void write(byte[] bytes) {
        try {
            OutputStream to = process.getOutputStream();
            to.write(bytes);
            to.flush();
        } catch (IOException e) {
            LOG.debug("{} did not read what it was sent: {}", name, e.getMessage());
        }
    }

    @Override
    public @Nullable String receive() throws IOException {
        if (ended) {
            return null;
        }
        Line line;
        try {
            line = lines.poll(limitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " ran", e);
        }
        if (line == null) {
            stop();
            throw new IOException(name + " gave no answer within " + limitMillis + " ms");
        }
        ended = line.text() == null;
        return line.text();
    }

    private void stop() {
        ended = true;
        LocalProcesses.kill(process);
    }

    @Override
    public void close() {
        start(this::closeInput, "end of a program's input");
        try {
            if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                stop();
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
        ended = true;
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("{} did not read what it was sent: {}", name, e.getMessage());
        }
    }
}
