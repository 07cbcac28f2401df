package org.cloudinit.net.check;

import static org.cloudinit.net.check.Shape.ANY;
import static org.cloudinit.net.check.Shape.TEXT;
import static org.cloudinit.net.check.Shape.TEXTS;
import static org.cloudinit.net.check.Shape.WHOLE;
import static org.cloudinit.net.check.Shape.either;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/**
 * OpenStack's {@code network_data.json} ({@code doc/source/user/metadata.rst} of Nova), and what
 * Ironic, CloudStack and oVirt write. Clouds add keys of their own, so that only those which mean
 * something are judged, and whether ids lead somewhere.
 */
final class NetworkDataForm {
    private static final Shape ID = either(TEXT, WHOLE);
    private static final Shape NULL = new Shape.Nothing();

    private static final Shape.Table LINK =
            new Tables()
                    .must("id", ID)
                    .may("name", either(TEXT, NULL))
                    .may("type", either(TEXT, NULL))
                    .may("ethernet_mac_address", either(TEXT, NULL))
                    .may("mtu", either(new Shape.Whole(1, 65_535), NULL))
                    .may("bond_links", either(new Shape.Items(ID), TEXT))
                    .may("bond_mode", TEXT)
                    .may("vlan_link", ID)
                    .may("vlan_id", either(new Shape.Whole(0, 4095), TEXT))
                    .may("vlan_mac_address", either(TEXT, NULL))
                    .open();

    private static final Shape.Table SERVICE =
            new Tables().may("type", TEXT).must("address", TEXT).open();

    private static final Shape.Table ROUTE =
            new Tables()
                    .may("network", TEXT)
                    .may("destination", TEXT)
                    .may("netmask", either(TEXT, WHOLE))
                    .may("gateway", TEXT)
                    .may("services", new Shape.Items(SERVICE))
                    .open();

    private static final Shape.Table NETWORK =
            new Tables()
                    .must("link", ID)
                    .must("type", TEXT)
                    .may("ip_address", TEXT)
                    .may("netmask", either(TEXT, WHOLE))
                    .may("gateway", either(TEXT, NULL))
                    .may("routes", either(new Shape.Items(ROUTE), NULL))
                    .may("services", either(new Shape.Items(SERVICE), NULL))
                    .may("dns_nameservers", either(TEXTS, NULL))
                    .may("dns_search", either(TEXTS, NULL))
                    .open();

    private NetworkDataForm() {}

    private static Shape shape() {
        return new Tables()
                .may("links", either(new Shape.Items(LINK), NULL))
                .may("networks", either(new Shape.Items(NETWORK), NULL))
                .may("services", either(new Shape.Items(SERVICE), NULL))
                .may("version", ANY)
                .open();
    }

    /** All that is wrong with a document. */
    static List<Problem> check(Mapping document) {
        List<Problem> form = ShapeCheck.of(document, shape(), ConfigPath.ROOT);
        if (!form.isEmpty()) {
            return form;
        }
        var problems = new ArrayList<Problem>();
        Sequence links = document.sequence("links");
        Set<ConfigTree> ids = new HashSet<>();
        int index = 0;
        for (ConfigTree item : links) {
            ConfigTree id = item instanceof Mapping link ? link.get("id") : null;
            if (id != null && !ids.add(id)) {
                ConfigPath path = ConfigPath.ROOT.key("links").index(index).key("id");
                problems.add(problem("shared-id", id, path + " is that of another link"));
            }
            index++;
        }
        references(links, "links", ids, problems);
        references(document.sequence("networks"), "networks", ids, problems);
        return problems;
    }

    private static void references(
            Sequence items, String name, Set<ConfigTree> ids, List<Problem> problems) {
        int index = 0;
        for (ConfigTree item : items) {
            ConfigPath path = ConfigPath.ROOT.key(name).index(index++);
            if (item instanceof Mapping mapping) {
                reference(mapping.get("link"), path.key("link"), ids, problems);
                reference(mapping.get("vlan_link"), path.key("vlan_link"), ids, problems);
                ConfigTree members = mapping.get("bond_links");
                if (members instanceof Sequence list) {
                    int at = 0;
                    for (ConfigTree member : list) {
                        reference(member, path.key("bond_links").index(at++), ids, problems);
                    }
                } else {
                    reference(members, path.key("bond_links"), ids, problems);
                }
            }
        }
    }

    private static void reference(
            @Nullable ConfigTree id, ConfigPath path, Set<ConfigTree> ids, List<Problem> problems) {
        if (id instanceof Scalar && !ids.contains(id)) {
            problems.add(problem("missing-link", id, path + " is the id of no link"));
        }
    }

    private static Problem problem(String code, ConfigTree node, String message) {
        return Problem.error(
                "network-form." + code,
                ShapeCheck.ACT,
                node.origin(),
                message,
                "Correct the id, or add the link");
    }
}
