package org.cloudinit.api.instance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which stage the data source wants its user-data consumed ({@code dsmode}). */
public enum DsMode {
    /** Before the network is up. */
    LOCAL,
    /** In the network stage; the usual mode of a config drive. */
    NET,
    /** The source is to be ignored. */
    DISABLED;

    /** The mode as configuration spells it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a spelling; null where it is none of the three. */
    public static @Nullable DsMode of(@Nullable String spelling) {
        return switch (spelling) {
            case "local" -> LOCAL;
            case "net" -> NET;
            case "disabled" -> DISABLED;
            case null, default -> null;
        };
    }
}
