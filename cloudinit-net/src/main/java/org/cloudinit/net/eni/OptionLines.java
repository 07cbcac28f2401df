package org.cloudinit.net.eni;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** Lines of a stanza while they are collected. ifupdown writes every option with dashes. */
final class OptionLines {
    static final String INDENT = "    ";

    private final LossLedger ledger;
    private final List<String> lines = new ArrayList<>();

    OptionLines(LossLedger ledger) {
        this.ledger = ledger;
    }

    void add(String option, String value) {
        lines.add(INDENT + option.replace('_', '-') + " " + value);
    }

    /** Adds a setting if there is one that Python takes for true. */
    void add(String option, @Nullable Setting setting) {
        if (setting != null && setting.truthy()) {
            add(option, ledger.text(setting));
        }
    }

    /** Adds several values as one line, or no line where there are none. */
    void add(String option, List<Setting> settings) {
        if (!settings.isEmpty()) {
            add(option, String.join(" ", ledger.texts(settings)));
        }
    }

    List<String> sorted() {
        Collections.sort(lines);
        return lines;
    }
}
