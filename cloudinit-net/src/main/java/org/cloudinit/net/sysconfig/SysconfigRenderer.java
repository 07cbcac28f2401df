package org.cloudinit.net.sysconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.net.render.LossLedger;
import org.cloudinit.net.render.Paths;
import org.cloudinit.net.render.StateRenderer;
import org.cloudinit.net.render.UdevRules;

/** Writes the {@code ifcfg} files of the Red Hat family and of SUSE. */
public final class SysconfigRenderer implements StateRenderer {
    /** Name in {@code system_info.network.renderers}. */
    public static final String NAME = "sysconfig";

    private static final int MODE = 0644;
    private static final String NETWORK_MANAGER_CONF =
            "etc/NetworkManager/conf.d/99-cloud-init.conf";

    /** Needs nothing: a renderer has no state. */
    public SysconfigRenderer() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RenderedFile> files(NetworkState state, LossLedger ledger, RenderContext context) {
        Mapping options = context.options();
        Map<String, String> texts = new LinkedHashMap<>();
        links(texts, state, ledger, options);
        names(texts, state, ledger, context);
        texts.put(UdevRules.path(options), UdevRules.of(state, ledger));
        control(texts, state, context);
        var files = new ArrayList<RenderedFile>(texts.size());
        texts.forEach((path, text) -> files.add(RenderedFile.text(path, text, MODE)));
        return files;
    }

    private static void links(
            Map<String, String> texts, NetworkState state, LossLedger ledger, Mapping options) {
        Flavor flavor = Flavor.of(options.text("flavor", "rhel"));
        String base = options.text("sysconf_dir", "etc/sysconfig");
        String ifcfg = options.text("iface_templates", "%(base)s/network-scripts/ifcfg-%(name)s");
        Mapping routes = options.mapping("route_templates");
        for (Ifcfg file : new LinkFiles(state, ledger, flavor).build()) {
            String name = file.device().name();
            texts.put(path(ifcfg, base, name), file.write());
            if (!file.routes().isEmpty()) {
                String route4 = routes.text("ipv4", "%(base)s/network-scripts/route-%(name)s");
                String route6 = routes.text("ipv6", "%(base)s/network-scripts/route6-%(name)s");
                texts.putIfAbsent(path(route4, base, name), file.routes().ipv4());
                texts.putIfAbsent(path(route6, base, name), file.routes().ipv6());
            }
        }
    }

    private static String path(String template, String base, String name) {
        return Paths.absolute(template.replace("%(base)s", base).replace("%(name)s", name));
    }

    /** {@code resolv.conf}, and NetworkManager told to leave it alone. */
    private static void names(
            Map<String, String> texts,
            NetworkState state,
            LossLedger ledger,
            RenderContext context) {
        var resolvConf = new ResolvConf(state, ledger);
        if (resolvConf.isEmpty()) {
            return;
        }
        String path = Paths.absolute(context.options().text("dns_path", "etc/resolv.conf"));
        texts.put(path, resolvConf.write(old(context.files(), path)));
        texts.put(
                Paths.absolute(
                        context.options().text("networkmanager_conf_path", NETWORK_MANAGER_CONF)),
                Ifcfg.HEADER + "[main]\ndns = none\n");
    }

    private static String old(HostFiles files, String path) {
        try {
            byte[] bytes = files.readIfPresent(path);
            return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            // A resolv.conf that cannot be read resolves nothing either: it is written anew.
            return "";
        }
    }

    /** {@code /etc/sysconfig/network} is a file in the Red Hat family, and a folder elsewhere. */
    private static void control(
            Map<String, String> texts, NetworkState state, RenderContext context) {
        String path = Paths.absolute(context.options().text("control", ""));
        if (path.endsWith("network")) {
            String ipv6 = state.usesIpv6() ? "NETWORKING_IPV6=yes\nIPV6_AUTOCONF=no\n" : "";
            String ours = Ifcfg.HEADER + "NETWORKING=yes\n" + ipv6;
            texts.put(path, ours + others(old(context.files(), path)));
        }
    }

    /** The lines that someone else wrote: neither our header nor a key that we state. */
    private static String others(String old) {
        var others = new StringBuilder();
        String text = old.startsWith(Ifcfg.HEADER) ? old.substring(Ifcfg.HEADER.length()) : old;
        for (String line : text.lines().toList()) {
            if (!line.startsWith("NETWORKING=")
                    && !line.startsWith("NETWORKING_IPV6=")
                    && !line.startsWith("IPV6_AUTOCONF=")) {
                others.append(line).append('\n');
            }
        }
        return others.toString();
    }
}
