package org.cloudinit.core.userdata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;

/** Unpacks gzip within a bound. */
final class Gunzip {
    private static final String ACT = "unpacking gzip";

    private static final int BUFFER = 64 << 10;

    private Gunzip() {}

    /** Whether data begins as gzip does. */
    static boolean isGzip(Slice data) {
        return data.length() >= 2
                && data.bytes()[data.from()] == 0x1f
                && data.bytes()[data.from() + 1] == (byte) 0x8b;
    }

    /**
     * Unpacks a whole stream. It is read twice: the first time it is only measured, so that a small
     * blob that stands for gigabytes is refused before it takes any memory.
     *
     * @param limit most bytes of the result
     * @param source name of the data for messages
     * @throws MalformedException if it is damaged or larger
     */
    static Slice unpack(Slice data, int limit, String source) {
        try {
            byte[] unpacked = new byte[measure(data, limit, source)];
            try (GZIPInputStream in = open(data)) {
                int size = in.readNBytes(unpacked, 0, unpacked.length);
                return new Slice(unpacked, 0, size);
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
    }

    private static GZIPInputStream open(Slice data) throws IOException {
        return new GZIPInputStream(
                new ByteArrayInputStream(data.bytes(), data.from(), data.length()), BUFFER);
    }

    private static int measure(Slice data, int limit, String source) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (GZIPInputStream in = open(data)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > limit) {
                    throw new MalformedException(
                            "user-data.too-large",
                            ACT,
                            Origin.of(source),
                            "it unpacks to more than " + (limit >> 20) + " MiB",
                            "Send less, or include the data by its address.");
                }
            }
        }
        return (int) size;
    }
}
