package org.cloudinit.dist.network;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.dist.Wiring;
import org.cloudinit.dist.network.NetConvertArguments.Batch;

/**
 * {@code devel net-convert --batch}: a line with a case in, a line with its answer out, in one
 * process. An answer is out before the next line is waited for. A line that is wrong is answered
 * with its error, and the next one is read.
 */
final class BatchConversion {
    static final String ACT = "reading a line of the batch";

    private final Map<String, NetworkRenderer> renderers = new LinkedHashMap<>();
    private final LineReader lines;
    private final OutputStream answers;

    private BatchConversion(InputStream in, OutputStream out) {
        this.lines = new LineReader(in);
        this.answers = new BufferedOutputStream(out, 1 << 16);
        for (NetworkRenderer renderer : Wiring.renderers()) {
            renderers.put(renderer.name(), renderer);
        }
    }

    /** Converts all; answers the exit code, which is 1 only if the batch itself fails. */
    static int run(Batch call, InputStream standardIn, OutputStream out, PrintStream log) {
        try (InputStream in =
                call.file().equals("-") ? standardIn : Files.newInputStream(Path.of(call.file()))) {
            new BatchConversion(in, out).answerAll();
            return 0;
        } catch (IOException | InvalidPathException e) {
            log.println(
                    "cloud-init: converting the batch "
                            + call.file()
                            + ": "
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + ". Name a file that can be read, and keep the output open.");
            return 1;
        }
    }

    private void answerAll() throws IOException {
        while (lines.next()) {
            // What came together is answered together, on every processor, and in its order.
            var together = new ArrayList<BatchCase>();
            add(together);
            while (lines.ready() && lines.next()) {
                add(together);
            }
            for (byte[] answer : answers(together)) {
                answers.write(answer);
            }
            answers.flush();
        }
    }

    private void add(List<BatchCase> together) {
        if (!lines.isBlank()) {
            Origin origin = Origin.of("line " + lines.number());
            together.add(new BatchCase(renderers, origin, lines.line()));
        }
    }

    private static byte[][] answers(List<BatchCase> cases) {
        return cases.size() == 1
                ? new byte[][] {bytes(cases.getFirst())}
                : cases.parallelStream().map(BatchConversion::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(BatchCase asked) {
        return (JsonWriter.write(answer(asked), JsonStyle.LINE) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Mapping answer(BatchCase conversion) {
        try {
            return conversion.answer();
        } catch (MalformedException e) {
            return conversion.refusal(e.problem());
        } catch (RuntimeException e) {
            // A defect of ours must not cost the other cases. Its message may quote the input.
            StackTraceElement[] trace = e.getStackTrace();
            return conversion.refusal(
                    new MalformedException(
                                    "batch.defect",
                                    "converting",
                                    Origin.BUILT_IN,
                                    e.getClass().getSimpleName()
                                            + (trace.length == 0 ? "" : " at " + trace[0]),
                                    "Please report it with the input.")
                            .problem());
        }
    }
}
