package org.cloudinit.bundles;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;

/**
 * A bundle as it is in the runtime.
 *
 * @param name symbolic name
 * @param version version as text
 * @param fromImage whether it is a module of the image, not a jar of the machine
 * @param active whether it takes part
 * @param provides what it brings: {@code data source ConfigDrive}, sorted
 */
public record InstalledBundle(
        String name, String version, boolean fromImage, boolean active, List<String> provides) {
    public InstalledBundle {
        provides = List.copyOf(provides);
    }

    /** Bundles as JSON shows them. */
    public static Sequence tree(List<InstalledBundle> bundles) {
        var list = new ArrayList<ConfigTree>();
        for (InstalledBundle bundle : bundles) {
            list.add(
                    Mapping.builder()
                            .put("name", bundle.name())
                            .put("version", bundle.version())
                            .put("image", bundle.fromImage())
                            .put("active", bundle.active())
                            .put("provides", Sequence.ofTexts(bundle.provides()))
                            .build());
        }
        return Sequence.of(list.toArray(ConfigTree[]::new));
    }

    /** What {@link #tree} was made of. */
    static List<InstalledBundle> of(Sequence tree) {
        var bundles = new ArrayList<InstalledBundle>();
        for (ConfigTree item : tree.items()) {
            if (item instanceof Mapping bundle) {
                bundles.add(
                        new InstalledBundle(
                                bundle.text("name", ""),
                                bundle.text("version", ""),
                                bundle.flag("image", false),
                                bundle.flag("active", false),
                                bundle.texts("provides")));
            }
        }
        return bundles;
    }
}
