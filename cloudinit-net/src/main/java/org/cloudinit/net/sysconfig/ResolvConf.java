package org.cloudinit.net.sysconfig;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.render.LossLedger;

/**
 * {@code /etc/resolv.conf}: what is there stays, name servers and search domains of the
 * configuration are added behind it ({@code _render_dns} and the parser of {@code resolv_conf.py}).
 */
final class ResolvConf {
    private static final String HEADER = "; Created by cloud-init automatically, do not edit.\n;";

    private final Set<String> nameservers = new LinkedHashSet<>();
    private final Set<String> search = new LinkedHashSet<>();

    ResolvConf(NetworkState state, LossLedger ledger) {
        for (Device device : state.devices()) {
            for (Subnet subnet : device.link().subnets()) {
                add(subnet.dns(), ledger);
            }
            add(device.link().dns(), ledger);
        }
        add(state.dns(), ledger);
    }

    private void add(Dns dns, LossLedger ledger) {
        for (Setting nameserver : dns.nameservers()) {
            nameservers.add(ledger.text(nameserver));
        }
        for (Setting domain : dns.search()) {
            search.add(ledger.text(domain));
        }
    }

    /** Whether the configuration says nothing of name service: the file is left alone then. */
    boolean isEmpty() {
        return nameservers.isEmpty() && search.isEmpty();
    }

    /** The file's new content, given its old one. */
    String write(String old) {
        List<String> lines =
                old.isEmpty() ? new ArrayList<>() : new ArrayList<>(old.lines().toList());
        merge(lines, "nameserver", nameservers);
        merge(lines, "search", search);
        var text = new StringBuilder();
        for (String line : lines) {
            text.append(line.isBlank() ? "" : line).append('\n');
        }
        return text.toString().startsWith(HEADER) ? text.toString() : HEADER + "\n" + text;
    }

    /** Adds values that the lines do not have yet; all of that option then stand at the end. */
    private static void merge(List<String> lines, String option, Set<String> values) {
        var all = new LinkedHashSet<String>();
        for (String line : lines) {
            if (isOption(line, option)) {
                String value = value(line, option);
                all.addAll(
                        option.equals("search")
                                ? List.of(value.split("\\s+", -1))
                                : List.of(value));
            }
        }
        if (!all.addAll(values)) {
            return;
        }
        lines.removeIf(line -> isOption(line, option));
        if (option.equals("search")) {
            lines.add("search " + String.join(" ", all));
        } else {
            all.forEach(value -> lines.add(option + " " + value));
        }
    }

    private static boolean isOption(String line, String option) {
        String text = line.strip();
        return text.length() > option.length()
                && text.startsWith(option)
                && Character.isWhitespace(text.charAt(option.length()));
    }

    private static String value(String line, String option) {
        String value = line.strip().substring(option.length()).strip();
        int comment = value.length();
        for (char mark : new char[] {';', '#'}) {
            int at = value.indexOf(mark);
            comment = at >= 0 ? Math.min(comment, at) : comment;
        }
        return value.substring(0, comment).strip();
    }
}
