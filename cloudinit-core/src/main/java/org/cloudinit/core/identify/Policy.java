package org.cloudinit.core.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What detection is to do ({@code policy:} of {@code ds-identify.cfg}, {@code ci.di.policy=}).
 *
 * @param mode whether it decides at all
 * @param firstOnly whether the first source that is found is enough
 * @param enabledAnyway whether the program is enabled where nothing is found
 */
public record Policy(Mode mode, boolean firstOnly, boolean enabledAnyway) {
    /** {@code search,found=all,maybe=none,notfound=disabled}. */
    public static final Policy DEFAULT = new Policy(Mode.SEARCH, false, false);

    /** Whether it decides at all. */
    public enum Mode {
        /** The program is disabled without a look. */
        DISABLED,
        /** The program is enabled without a look. */
        ENABLED,
        /** What is found is what the stage searches. */
        SEARCH,
        /** As search, but the result is only reported. */
        REPORT
    }

    /**
     * A policy, and what could not be understood of it.
     *
     * @param policy the policy; what is not said, or not understood, is as usual
     * @param warnings a line for each word that was not understood
     */
    public record Read(Policy policy, List<String> warnings) {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /** Reads a policy's text; of a word that comes twice the last counts. */
    public static Read read(String text) {
        var warnings = new ArrayList<String>();
        Mode mode = DEFAULT.mode();
        boolean firstOnly = false;
        boolean enabledAnyway = false;
        for (String word : text.split(",", -1)) {
            switch (word) {
                case "disabled" -> mode = Mode.DISABLED;
                case "enabled" -> mode = Mode.ENABLED;
                case "search" -> mode = Mode.SEARCH;
                case "report" -> mode = Mode.REPORT;
                case "found=all" -> firstOnly = false;
                case "found=first" -> firstOnly = true;
                case "notfound=enabled" -> enabledAnyway = true;
                case "notfound=disabled" -> enabledAnyway = false;
                // No source of this program answers with a maybe.
                case "maybe=all", "maybe=none" -> {}
                default -> {
                    if (word.startsWith("found=")) {
                        firstOnly = false;
                        warnings.add(warning(word, "found=all"));
                    } else if (word.startsWith("notfound=")) {
                        enabledAnyway = false;
                        warnings.add(warning(word, "notfound=disabled"));
                    } else if (word.startsWith("maybe=")) {
                        warnings.add(warning(word, "maybe=none"));
                    }
                }
            }
        }
        return new Read(new Policy(mode, firstOnly, enabledAnyway), warnings);
    }

    private static String warning(String word, String instead) {
        return "policy has no '" + word + "'; it is read as " + instead;
    }

    /** Its spelling in the configuration. */
    public String text() {
        return mode.name().toLowerCase(Locale.ROOT)
                + ",found="
                + (firstOnly ? "first" : "all")
                + ",maybe=none,notfound="
                + (enabledAnyway ? "enabled" : "disabled");
    }
}
