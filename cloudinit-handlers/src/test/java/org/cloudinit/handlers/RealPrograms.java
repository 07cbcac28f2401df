package org.cloudinit.handlers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cloudinit.api.host.ProcessRunner;
import org.jspecify.annotations.Nullable;

/** Runs programs of this system, as plainly as can be. */
final class RealPrograms implements ProcessRunner {
    @Override
    public Result run(Command command) throws IOException {
        Process process = start(command, true);
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        try {
            if (!process.waitFor(command.timeoutMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("it did not end");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return new Result(process.exitValue(), output, new byte[0]);
    }

    @Override
    public Conversation converse(Command command) throws IOException {
        Process process = start(command, false);
        return new Talk(
                process,
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                command.timeoutMillis());
    }

    private static Process start(Command command, boolean together) throws IOException {
        var builder = new ProcessBuilder(command.words()).redirectErrorStream(together);
        if (!together) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        builder.environment().putAll(command.environment());
        return builder.start();
    }

    private record Talk(Process process, BufferedReader answers, long limitMillis)
            implements Conversation {
        @Override
        public void send(String text) throws IOException {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        @Override
        public @Nullable String receive() throws IOException {
            CompletableFuture<@Nullable String> line =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return answers.readLine();
                                } catch (IOException e) {
                                    return null;
                                }
                            });
            try {
                return line.get(limitMillis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                process.destroyForcibly();
                throw new IOException("no answer in time", e);
            } catch (InterruptedException | ExecutionException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
