package org.cloudinit.handlers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;

/**
 * {@code text/cloud-boothook}: stores the script and runs it at once, with the instance-id in
 * {@code INSTANCE_ID} ({@code BootHookPartHandler}).
 */
public final class BoothookHandler implements PartHandler {
    private static final byte[] PREFIX = "#cloud-boothook".getBytes(StandardCharsets.US_ASCII);

    /**
     * The original waits for ever; a boot that never ends is worse than a hook that is cut off. As
     * much as {@code bootcmd} has.
     */
    static final long LIMIT_MILLIS = 3_600_000;

    /** What a program's exit code is where its time limit was reached. */
    private static final int TIMED_OUT = 124;

    /** Made by the module system. */
    public BoothookHandler() {}

    @Override
    public Set<String> types() {
        return Set.of("text/cloud-boothook");
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public Session begin(HandlerContext context) {
        return new Boothooks(context);
    }

    private record Boothooks(HandlerContext context) implements Session {
        @Override
        public void handle(Part part) throws IOException {
            String folder = context.paths().instanceFile("boothooks");
            String path = ScriptText.path(folder, part.filename());
            context.root().write(path, withoutPrefix(part.content()), ScriptText.MODE);
            var command =
                    new Command(
                            List.of(context.root().resolve(path).toString()),
                            Map.of("INSTANCE_ID", context.instance().id().value()),
                            new byte[0],
                            LIMIT_MILLIS,
                            Output.SHOWN);
            Result result = context.processes().run(command);
            if (!result.success()) {
                context.reporter()
                        .report(
                                Problem.warning(
                                        "user-data.boothook-failed",
                                        "running a boothook",
                                        Origin.of(path),
                                        "it ended with " + result.exitCode() + reason(result),
                                        "Its output is in the output log; run it by hand."));
            }
        }

        private static String reason(Result result) {
            return result.exitCode() == TIMED_OUT
                    ? ": by itself, or because it was not done within an hour"
                    : "";
        }

        @Override
        public void end() {}
    }

    /**
     * The script behind the line that makes it a boothook. White space before the script goes too,
     * whether that line is there or not: an interpreter is found in the very first bytes only.
     */
    static Secret withoutPrefix(Secret content) {
        byte[] script = ScriptText.runnable(content).lend();
        int start = skipBlank(script, 0);
        if (startsWith(script, start, PREFIX)) {
            start = skipBlank(script, start + PREFIX.length);
        }
        return Secret.sharing(script, start, script.length);
    }

    private static int skipBlank(byte[] bytes, int from) {
        int start = from;
        while (start < bytes.length && bytes[start] >= 0 && bytes[start] <= ' ') {
            start++;
        }
        return start;
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] prefix) {
        int to = from + prefix.length;
        return bytes.length >= to && Arrays.equals(bytes, from, to, prefix, 0, prefix.length);
    }
}
