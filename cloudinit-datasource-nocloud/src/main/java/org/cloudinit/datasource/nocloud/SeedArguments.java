package org.cloudinit.datasource.nocloud;

import java.util.StringTokenizer;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Meta-data in a line of words: {@code ds=nocloud;i=INSTANCE-ID;h=HOST;s=SEEDFROM;KEY=VALUE}
 * ({@code load_cmdline_data}).
 */
final class SeedArguments {
    private static final String LOCAL = "ds=nocloud";
    private static final String NET = "ds=nocloud-net";

    private SeedArguments() {}

    /** The meta-data in a line; null where it names no seed. */
    static @Nullable Mapping read(String line) {
        Mapping local = read(line, LOCAL);
        if (local != null) {
            return withMode(local, "local");
        }
        Mapping net = read(line, NET);
        return net == null ? null : withMode(net, "net");
    }

    /** Where a seed lies says when it can be read, unless the mode is stated. */
    private static Mapping withMode(Mapping stated, String mode) {
        if (stated.has("dsmode")) {
            return stated;
        }
        String from = stated.text("seedfrom", "");
        if (from.isEmpty()) {
            return stated.with("dsmode", Scalar.text(mode));
        }
        if (SeedFrom.isLocal(from)) {
            return stated.with("dsmode", Scalar.text("local"));
        }
        return SeedFrom.isRemote(from) ? stated.with("dsmode", Scalar.text("net")) : stated;
    }

    private static @Nullable Mapping read(String line, String mark) {
        boolean named = false;
        String arguments = "";
        var words = new StringTokenizer(line);
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            named |= word.equals(mark) || word.startsWith(mark + ";");
            if (word.startsWith(mark)) {
                arguments = word;
            }
        }
        return named ? arguments(arguments) : null;
    }

    private static Mapping arguments(String word) {
        Mapping.Builder metadata = Mapping.builder();
        var pairs = new StringTokenizer(word, ";");
        pairs.nextToken();
        while (pairs.hasMoreTokens()) {
            String pair = pairs.nextToken();
            int equals = pair.indexOf('=');
            String key = key(equals < 0 ? pair : pair.substring(0, equals));
            if (equals < 0) {
                metadata.put(key, Scalar.nothing());
            } else {
                metadata.put(key, pair.substring(equals + 1));
            }
        }
        return metadata.build();
    }

    private static String key(String written) {
        return switch (written) {
            case "h" -> "local-hostname";
            case "i" -> "instance-id";
            case "s" -> "seedfrom";
            default -> written;
        };
    }
}
