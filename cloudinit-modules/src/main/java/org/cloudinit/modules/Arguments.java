package org.cloudinit.modules;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ModuleContext;
import org.jspecify.annotations.Nullable;

/** What the module list, or {@code cloud-init single}, gives in place of a key. */
public final class Arguments {
    private Arguments() {}

    /**
     * The first argument, or where there is none the key's value as text; null where neither is
     * there, or the key says nothing.
     *
     * @throws MalformedException if the value is no single one
     */
    public static @Nullable String firstOr(String key, ModuleContext context) {
        if (!context.arguments().isEmpty()) {
            return text(context.arguments().getFirst(), key);
        }
        ConfigTree stated = context.config().get(key);
        return stated == null ? null : text(stated, key);
    }

    private static @Nullable String text(ConfigTree stated, String key) {
        if (stated instanceof Scalar scalar) {
            return scalar instanceof Scalar.Null ? null : scalar.display();
        }
        throw new MalformedException(
                "modules.form",
                "reading " + key,
                stated.origin(),
                key + " is one value, and this is a " + stated.kind(),
                "Write a single value.");
    }
}
