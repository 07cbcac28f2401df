package org.cloudinit.core.userdata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;

/** Unpacks gzip within a bound. */
final class Gunzip {
    private static final String ACT = "unpacking gzip";

    private Gunzip() {}

    /** Whether data begins as gzip does. */
    static boolean isGzip(Slice data) {
        return data.length() >= 2
                && data.bytes()[data.from()] == 0x1f
                && data.bytes()[data.from() + 1] == (byte) 0x8b;
    }

    /**
     * Unpacks a whole stream.
     *
     * @param limit most bytes of the result
     * @param source name of the data for messages
     * @throws MalformedException if it is damaged or larger
     */
    static Slice unpack(Slice data, int limit, String source) {
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 << 10];
        try (var in =
                new GZIPInputStream(
                        new ByteArrayInputStream(data.bytes(), data.from(), data.length()),
                        buffer.length)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (out.size() + n > limit) {
                    throw new MalformedException(
                            "user-data.too-large",
                            ACT,
                            Origin.of(source),
                            "it unpacks to more than " + (limit >> 20) + " MiB",
                            "Send less, or include the data by its address.");
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new MalformedException(
                    new Problem(
                            Severity.ERROR,
                            "user-data.bad-gzip",
                            ACT,
                            Origin.of(source),
                            "the compressed data is damaged or cut",
                            "Pack it again."),
                    e);
        }
        return Slice.of(out.toByteArray());
    }
}
