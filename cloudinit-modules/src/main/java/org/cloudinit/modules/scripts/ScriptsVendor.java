package org.cloudinit.modules.scripts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/** {@code scripts_vendor}: the scripts of vendor-data, behind {@code vendor_data: prefix}. */
public final class ScriptsVendor implements ConfigModule {
    /** Made by the module system. */
    public ScriptsVendor() {}

    @Override
    public String name() {
        return "scripts_vendor";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    /** Each script has its own limit. */
    @Override
    public long limitMillis() {
        return 0;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        return ScriptFolder.run(
                context,
                context.paths().instanceLink() + "/scripts/vendor",
                prefix(context.config()));
    }

    /** A program that is given the script, with arguments if it is a list. */
    private static List<String> prefix(Mapping config) {
        ConfigTree prefix = config.find("vendor_data", "prefix");
        return switch (prefix) {
            case null -> List.of();
            case Scalar.Null _ -> List.of();
            case Scalar.Text word -> List.of(word.value());
            case Sequence words -> words(words);
            case Scalar _, Mapping _ -> throw malformed(prefix);
        };
    }

    private static List<String> words(Sequence words) {
        var texts = new ArrayList<String>(words.size());
        for (ConfigTree word : words) {
            if (!(word instanceof Scalar scalar)) {
                throw malformed(word);
            }
            texts.add(scalar.display());
        }
        return texts;
    }

    private static MalformedException malformed(ConfigTree prefix) {
        return new MalformedException(
                "scripts-vendor.prefix",
                "running the scripts of vendor-data",
                prefix.origin(),
                "the prefix is a " + prefix.kind(),
                "Write a program, or a list of a program and its arguments.");
    }
}
