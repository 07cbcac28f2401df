package org.cloudinit.core.network;

import java.util.EnumSet;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.UpdateEvent;
import org.jspecify.annotations.Nullable;

/** On which occasions the network may be written again ({@code update_event_enabled}). */
final class UpdateRules {
    private UpdateRules() {}

    /**
     * What {@code updates.network.when} says; where it says nothing, the data source's default.
     *
     * @param config the configuration
     */
    static Set<UpdateEvent> allowed(Mapping config, Set<UpdateEvent> defaults, Reporter reporter) {
        if (!(config.find("updates", "network") instanceof Mapping network)
                || !network.has("when")) {
            return defaults;
        }
        var allowed = EnumSet.noneOf(UpdateEvent.class);
        for (String word : network.texts("when")) {
            UpdateEvent event = event(word);
            if (event == null) {
                reporter.report(unknown(word, network.get("when")));
                // As in the reference, one unknown word makes the whole list void.
                return Set.of();
            }
            allowed.add(event);
        }
        return allowed;
    }

    private static Problem unknown(String word, @Nullable ConfigTree where) {
        return Problem.warning(
                "network.update-event",
                "reading updates.network.when",
                where == null ? Origin.BUILT_IN : where.origin(),
                "there is no event " + word,
                "Use boot-new-instance, boot, boot-legacy or hotplug; no event counts until then.");
    }

    private static @Nullable UpdateEvent event(String word) {
        for (UpdateEvent event : UpdateEvent.values()) {
            if (event.spelling().equals(word)) {
                return event;
            }
        }
        return null;
    }
}
