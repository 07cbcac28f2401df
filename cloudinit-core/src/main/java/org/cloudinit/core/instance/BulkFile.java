package org.cloudinit.core.instance;

import java.io.IOException;
import java.util.zip.CRC32;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Large user-data of a cached record, in a file beside it that only root can read: as Base64 in a
 * document it would be there five times while it is read. Size and checksum in the record tell
 * whether the two belong together, for the power may go between their writes.
 */
final class BulkFile {
    static final String FILE = "obj.user-data";

    private static final int LIMIT = 256 << 20;

    private BulkFile() {}

    /** Writes the file; answers what the record says of it. */
    static Mapping write(String folder, Secret userData, HostRoot root) throws IOException {
        root.write(folder + "/" + FILE, userData, 0400);
        return Mapping.builder()
                .put("size", Scalar.integer(userData.size()))
                .put("crc32", Scalar.integer(checksum(userData)))
                .build();
    }

    /**
     * What a record keeps in the file; null where it keeps nothing there.
     *
     * @throws IOException if the file is not there
     * @throws IllegalArgumentException if it belongs to another record
     */
    static @Nullable Secret read(String folder, Mapping record, HostRoot root) throws IOException {
        Mapping stated = record.mapping("user_data_file");
        if (stated.isEmpty()) {
            return null;
        }
        byte[] bytes = root.read(folder + "/" + FILE, LIMIT);
        Secret userData = Secret.sharing(bytes, 0, bytes.length);
        if (!isNumber(stated, "size", bytes.length)
                || !isNumber(stated, "crc32", checksum(userData))) {
            throw new IllegalArgumentException("its user-data is that of another record");
        }
        return userData;
    }

    private static boolean isNumber(Mapping stated, String key, long number) {
        return stated.get(key) instanceof Scalar.Int(long value, _) && value == number;
    }

    private static long checksum(Secret userData) {
        var sum = new CRC32();
        sum.update(userData.view());
        return sum.getValue();
    }
}
