package org.cloudinit.core.logging;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code output} of the configuration says for one mode ({@code util.get_output_cfg}).
 *
 * @param out where standard output goes, or null: it stays
 * @param err where standard error goes, or null: it stays
 */
public record OutputPlan(@Nullable Redirect out, @Nullable Redirect err) {
    /** Both stay. */
    public static final OutputPlan NONE = new OutputPlan(null, null);

    /**
     * Reads the plan: the mode's own entry, else that of {@code all}. An entry is a text for both
     * outputs, a list of two, or a mapping with {@code output} and {@code error}; {@code &1} as
     * error is what output is.
     *
     * @param mode {@code init}, {@code config} or {@code final}
     * @throws MalformedException where the reference raises
     */
    public static OutputPlan of(Mapping config, String mode) {
        ConfigTree output = config.get("output");
        if (output == null) {
            return NONE;
        }
        if (!(output instanceof Mapping modes)) {
            throw malformed(output, "output is no mapping of init, config, final or all");
        }
        ConfigTree entry = modes.has(mode) ? modes.get(mode) : modes.get("all");
        return switch (entry) {
            case null -> NONE;
            case Scalar.Text both -> plan(both, both);
            case Scalar _ -> NONE;
            case Sequence pair -> plan(item(pair, 0), item(pair, 1));
            case Mapping named -> plan(named.get("output"), named.get("error"));
        };
    }

    /**
     * Whether both outputs go to the same places. Says it by the spelling, for a record's own
     * {@code equals} is made at its first use, which would cost a boot 5 ms.
     */
    public boolean isLike(OutputPlan other) {
        return isLike(out, other.out) && isLike(err, other.err);
    }

    /** Whether errors go where output goes. */
    boolean joinsBoth() {
        return err != null && isLike(err, out);
    }

    private static boolean isLike(@Nullable Redirect one, @Nullable Redirect other) {
        return one == null
                ? other == null
                : other != null && one.spelling().equals(other.spelling());
    }

    private static @Nullable ConfigTree item(Sequence pair, int index) {
        return pair.size() > index ? pair.items().get(index) : null;
    }

    private static OutputPlan plan(@Nullable ConfigTree out, @Nullable ConfigTree err) {
        Redirect first = redirect(out);
        boolean same = err instanceof Scalar.Text text && text.value().equals("&1");
        return new OutputPlan(first, same ? first : redirect(err));
    }

    private static @Nullable Redirect redirect(@Nullable ConfigTree entry) {
        if (entry == null || !entry.truthy()) {
            return null;
        }
        if (entry instanceof Scalar.Text text) {
            return Redirect.of(text.value());
        }
        throw malformed(entry, "an output is a " + entry.kind() + " and no text");
    }

    private static MalformedException malformed(ConfigTree at, String message) {
        return new MalformedException(
                "output.bad-config",
                "reading output redirection",
                at.origin(),
                message,
                "Write for instance output: {all: '| tee -a /var/log/cloud-init-output.log'}.");
    }
}
