package org.cloudinit.net.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.NetworkConversion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of each form: what is right, and what is wrong and where. */
class DocumentCheckTest {
    private static List<Problem> check(String text) {
        return DocumentCheck.of(
                YamlReader.read(text.getBytes(StandardCharsets.UTF_8), "network-config"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{version: 1, config: []}",
                "network: {version: 1, config: []}",
                "network: {config: disabled}",
                "{version: 1, config: [{type: physical, name: eth0, mtu: null}]}",
                "{version: 1, config: [{type: physical, name: eth0, subnets: [{type: dhcp}]}]}",
                "{version: 1, config: [{type: infiniband, name: ib0, wakeonlan: true}]}",
                "{version: 1, config: [{type: loopback, name: lo}]}",
                "{version: 1, config: [{type: nameserver, address: 8.8.8.8, search: a b}]}",
                "{version: 1, config: [{type: route, network: 10.0.0.0/8, gateway: 10.0.0.1}]}",
                "{version: 1, config: [{type: bond, name: b, bond_interfaces: [e], params: {bond-mode: 1}}]}",
                "{version: 1, config: [{type: vlan, name: v, vlan_link: e, vlan_id: 7}]}",
                "{version: 2}",
                "{version: 2, renderer: networkd, ethernets: {a: {dhcp4: 'yes'}, b: {dhcp: true}}}",
                "{version: 2, bridges: {b: {parameters: {path-cost: {e: 5}, stp: false}}}}",
                "{version: 2, ethernets: {a: {routes: [{to: default, via: 10.0.0.1, on-link: true}]}}}",
                "{version: 2, wifis: {w: {access-points: {x: {password: p}}}}}",
                "{links: [{id: a, ethernet_mac_address: x, vif_id: y}], networks: [{link: a, type: ipv4_dhcp}]}",
                "{links: [{id: a}, {id: b, type: bond, bond_links: [a]}, {id: 3, vlan_link: b, vlan_id: '7'}]}",
                "{links: [], networks: null, services: [{type: dns, address: 1.1.1.1}]}",
            })
    void valid(String text) {
        assertEquals(List.of(), check(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{version: 1} | missing-key | (document) has no config",
                "{version: 1, config: {}} | wrong-type | config is a",
                "{version: 1, config: [7]} | wrong-type | config[0] is a",
                "{version: 1, config: [{name: me, type: typo}]} | unknown-word | config[0].type",
                "{version: 1, config: [{name: me}]} | missing-key | config[0] has no type",
                "{version: 1, config: [{type: physical}]} | missing-key | config[0] has no name",
                "{version: 1, config: [{type: physical, name: 7}]} | wrong-type | config[0].name",
                "{version: 1, config: [{type: physical, name: a234567890123456}]} | too-long | config[0].name",
                "{version: 1, config: [{type: physical, name: e, mtu: '9'}]} | wrong-type | config[0].mtu",
                "{version: 1, config: [{type: physical, name: e, colour: red}]} | unknown-key | config[0].colour",
                "{version: 1, config: [{type: physical, name: e, subnets: [{type: dhcp5}]}]} | unknown-word | config[0].subnets[0].type",
                "{version: 1, config: [{type: vlan, name: v, vlan_link: e}]} | missing-key | config[0] has no vlan_id",
                "{version: 1, config: [{type: route, gateway: g}]} | missing-key | config[0] has no network or destination",
                "{version: 1, config: [], extra: 1} | unknown-key | extra",
                "{network: {version: 1, config: []}, extra: 1} | unknown-key | extra",
                "{version: 2, ethernet: {}} | unknown-key | ethernet does",
                "{version: 2, ethernets: []} | wrong-type | ethernets is a",
                "{version: 2, ethernets: {a: {dhcp4: maybe}}} | unknown-word | ethernets.a.dhcp4",
                "{version: 2, ethernets: {a: {addresses: 10.0.0.1}}} | wrong-type | ethernets.a.addresses",
                "{version: 2, ethernets: {a: {routes: [{via: x}]}}} | missing-key | ethernets.a.routes[0] has no to",
                "{version: 2, bonds: {a: {parameters: {mode: x}}}} | unknown-word | bonds.a.parameters.mode",
                "{version: 2, renderer: ifupdown} | unknown-word | renderer",
                "{links: 7} | wrong-type | links is a",
                "{links: [{type: phy}]} | missing-key | links[0] has no id",
                "{links: [{id: a, mtu: 0}]} | out-of-range | links[0].mtu",
                "{links: [{id: a}, {id: a}]} | shared-id | links[1].id",
                "{links: [{id: a}], networks: [{link: b, type: ipv4}]} | missing-link | networks[0].link",
                "{links: [{id: a, type: bond, bond_links: [b]}]} | missing-link | links[0].bond_links[0]",
            })
    void invalid(String text, String code, String message) {
        List<Problem> problems = check(text);
        assertFalse(problems.isEmpty());
        Problem problem = problems.getFirst();
        assertEquals("network-form." + code, problem.code(), problem.line());
        assertTrue(problem.message().contains(message), problem.message());
        assertEquals(1, problem.origin().line());
        assertFalse(problem.remedy().isEmpty());
    }

    @Test
    void aKeyThatIsNearlyRightIsNamed() {
        Problem problem =
                check("{version: 1, config: [{type: physical, name: e, subnet: []}]}").getFirst();
        assertEquals("Did you mean subnets?", problem.remedy());
    }

    /** A value that makes no sense is a warning, as the schema knows no values. */
    @Test
    void valuesAreWarnedOf() {
        String text = "{version: 1, config: [{type: physical, name: e, mtu: 0}]}";
        List<Problem> problems =
                NetworkConversion.validate(text.getBytes(StandardCharsets.UTF_8), "network-config");
        assertEquals(1, problems.size());
        assertEquals(Severity.WARNING, problems.getFirst().severity());
    }

    /** Messages may go where secrets must not. */
    @Test
    void valuesAreNotQuoted() {
        String text =
                "{version: 1, config: [{type: geheim, name: e}, {type: physical, name: 4711}]}";
        for (Problem problem : check(text)) {
            assertFalse(problem.line().contains("geheim"), problem.line());
            assertFalse(problem.line().contains("4711"), problem.line());
        }
    }

    /** Where the form is right, the reader and the interpreter have the word. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | network.empty-config",
                "[1] | network.not-a-mapping",
                "{version: 3} | network.unknown-version",
                "'version: [' | yaml.",
            })
    void theReadersHaveTheLastWord(String text, String code) {
        List<Problem> problems =
                NetworkConversion.validate(text.getBytes(StandardCharsets.UTF_8), "network-config");
        assertTrue(problems.getFirst().code().startsWith(code), problems.getFirst().line());
    }
}
