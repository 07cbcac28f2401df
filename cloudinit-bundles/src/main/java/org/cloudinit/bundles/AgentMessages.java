package org.cloudinit.bundles;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;

/** Bundles as JSON, and back. */
final class AgentMessages {
    private AgentMessages() {}

    static ConfigTree bundles(List<InstalledBundle> bundles) {
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

    static List<InstalledBundle> bundles(Mapping answer) {
        var bundles = new ArrayList<InstalledBundle>();
        for (ConfigTree item : answer.sequence("bundles").items()) {
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
