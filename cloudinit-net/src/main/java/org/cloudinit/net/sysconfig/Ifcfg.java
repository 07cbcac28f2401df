package org.cloudinit.net.sysconfig;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** One {@code ifcfg} file while it is put together: keys with values, sorted, and its routes. */
final class Ifcfg {
    /** First lines of every file of this renderer. */
    static final String HEADER = "# Created by cloud-init automatically, do not edit.\n#\n";

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final LossLedger ledger;
    private final Device device;
    private final RouteFiles routes;

    Ifcfg(Device device, LossLedger ledger) {
        this.device = device;
        this.ledger = ledger;
        this.routes = new RouteFiles(device.name(), ledger);
    }

    Device device() {
        return device;
    }

    RouteFiles routes() {
        return routes;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean is(String key, String value) {
        return value.equals(values.get(key));
    }

    void drop(String key) {
        values.remove(key);
    }

    void set(String key, String value) {
        values.put(key, value);
        Node before = nodes.remove(key);
        if (before != null) {
            ledger.lost(before, "another part of the configuration states " + key);
        }
    }

    void set(String key, boolean value) {
        set(key, value ? "yes" : "no");
    }

    /** Expresses a setting. One that it takes the place of is lost. */
    void set(String key, Setting setting) {
        String text = text(setting);
        ledger.take(setting);
        Node before = nodes.get(key);
        boolean same = text.equals(values.put(key, text));
        nodes.put(key, setting.node());
        if (before != null && !same) {
            ledger.lost(before, "another part of the configuration states " + key);
        }
    }

    private static String text(Setting setting) {
        return setting.value() instanceof Scalar.Bool bool
                ? (bool.value() ? "yes" : "no")
                : setting.text();
    }

    @Nullable String get(String key) {
        return values.get(key);
    }

    String write() {
        var text = new StringBuilder(HEADER);
        values.forEach(
                (key, value) -> text.append(key).append('=').append(quoted(value)).append('\n'));
        return text.toString();
    }

    /** Values with blanks are quoted, unless they are already. */
    static String quoted(String value) {
        boolean blank = false;
        for (int i = 0; i < value.length(); i++) {
            blank |= Character.isWhitespace(value.charAt(i));
        }
        boolean already = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return blank && !already ? "\"" + value + "\"" : value;
    }
}
