package org.cloudinit.datasource.nocloud;

import java.util.List;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.datasource.nocloud.SeedFolder.HostFolder;

/** The place that {@code seedfrom} names ({@code util.read_seeded}). */
final class SeedFrom {
    private static final List<String> REMOTE = List.of("http://", "https://", "ftp://", "ftps://");
    private static final String FILE = "file://";
    private static final String FIELD = "__dmi.";

    private SeedFrom() {}

    /** Whether the place is in the machine's file system. */
    static boolean isLocal(String seedFrom) {
        return seedFrom.startsWith("/") || seedFrom.startsWith(FILE);
    }

    /** Whether the place needs a network. */
    static boolean isRemote(String seedFrom) {
        return REMOTE.stream().anyMatch(seedFrom::startsWith);
    }

    /** The folder; {@code %s} stands for the name of a file. */
    static HostFolder folder(HostFiles files, String seedFrom) {
        String path = seedFrom.startsWith(FILE) ? seedFrom.substring(FILE.length()) : seedFrom;
        int name = path.indexOf("%s");
        if (name >= 0) {
            return new HostFolder(files, path.substring(0, name), path.substring(name + 2));
        }
        return new HostFolder(files, path.endsWith("/") ? path : path + "/", "");
    }

    /** The text with {@code __dmi.FIELD__} replaced by what SMBIOS says. */
    static String withFields(String seedFrom, SmBios smBios, Reporter reporter) {
        String text = seedFrom;
        int start = text.indexOf(FIELD);
        while (start >= 0) {
            int end = text.indexOf("__", start + FIELD.length());
            if (end < 0) {
                return text;
            }
            String field = text.substring(start + FIELD.length(), end);
            int next = end;
            if (SmBios.isField(field)) {
                String value = smBios.field(field);
                text = text.replace(FIELD + field + "__", value);
                next = start + value.length();
            } else {
                reporter.report(unknown(field));
            }
            start = text.indexOf(FIELD, next);
        }
        return text;
    }

    private static Problem unknown(String field) {
        return Problem.warning(
                "nocloud.unknown-field",
                "reading seedfrom",
                Origin.BUILT_IN,
                "SMBIOS has no field " + field,
                "Write one of the names that dmidecode --string knows.");
    }
}
