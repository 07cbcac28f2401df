package org.cloudinit.net.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkChoice;
import org.cloudinit.api.network.NetworkChoice.LinkStep;
import org.cloudinit.api.network.NetworkChoice.Source;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.NetworkRequest;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Notes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who speaks, who is listened to, and what then is rendered. */
class HostNetworkPlannerTest {
    private static final String MAC = "fa:16:3e:00:00:01";
    private static final String OTHER = "fa:16:3e:ff:ff:ff";
    private static final String KLIBC = "DEVICE=ens3\nPROTO=dhcp\nIPV4ADDR=10.0.0.2\n";

    private final Notes notes = new Notes();
    private final HostNetworkPlanner planner = new HostNetworkPlanner();
    private final List<NetworkRenderer> renderers = new ArrayList<>();
    private final List<String> preferred = new ArrayList<>(List.of("eni", "netplan"));

    @TempDir private Path folder;
    private Machine machine;
    private String line = "ro quiet";
    private Mapping config = Mapping.EMPTY;
    private NetworkRequest.@Nullable DataSourceNetwork dataSource;

    @BeforeEach
    void oneNic() {
        machine = new Machine(folder).upNic("ens3", MAC);
    }

    private NetworkRequest request() {
        return new NetworkRequest(
                machine,
                line,
                config,
                new DistroProfile(
                        "debian",
                        "debian",
                        preferred,
                        "/etc/hostname",
                        DistroProfile.HostnameStyle.PLAIN,
                        Map.of("eni", yaml("eni_path: /etc/network/x"))),
                dataSource,
                renderers,
                new TextDocuments(),
                notes);
    }

    private NetworkChoice choose() throws IOException {
        NetworkRequest request = request();
        return planner.choose(request, planner.inventory(request));
    }

    private Rendering render(NetworkConfig stated) throws IOException {
        dataSource = _ -> stated;
        NetworkRequest request = request();
        NicInventory nics = planner.inventory(request);
        return planner.render(request, planner.choose(request, nics), nics);
    }

    private static Mapping yaml(String text) {
        return (Mapping) YamlReader.read(text, "test.cfg");
    }

    private static NetworkConfig config(String text) {
        return Objects.requireNonNull(NetworkDocument.of(yaml(text)));
    }

    private static NetworkConfig nic(String name, String mac) {
        return config(
                """
                version: 1
                config:
                - {type: physical, name: %s, mac_address: '%s', subnets: [{type: dhcp}]}
                """
                        .formatted(name, mac));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All five speak; one after the other falls silent. */
    @Test
    void theFirstThatSpeaksWins() throws IOException {
        line = "ip=dhcp network-config=" + base64("{version: 2, ethernets: {}}");
        machine.file("/run/net-ens3.conf", KLIBC);
        config = yaml("network: {version: 1, config: [{type: physical, name: a}]}");
        dataSource = _ -> nic("ens3", MAC);
        assertEquals(Source.CMDLINE, choose().source());
        line = "ip=dhcp";
        assertEquals(Source.INITRAMFS, choose().source());
        line = "";
        assertEquals(Source.SYSTEM_CONFIG, choose().source());
        config = Mapping.EMPTY;
        assertEquals(Source.DATA_SOURCE, choose().source());
        dataSource = _ -> null;
        assertEquals(Source.FALLBACK, choose().source());
        dataSource = null;
        assertEquals(Source.FALLBACK, choose().source());
        assertEquals(
                new Decision(
                        "network source",
                        List.of(
                                new Decision.Candidate("cmdline", "says nothing"),
                                new Decision.Candidate("initramfs", "says nothing"),
                                new Decision.Candidate("system_cfg", "says nothing"),
                                new Decision.Candidate("ds", "says nothing")),
                        "fallback",
                        "nobody else speaks"),
                notes.decision("network source"));
        assertEquals(List.of(), notes.codes());
    }

    /** What a data source says in another form is chosen, and kept, as version 1. */
    @Test
    void networkDataIsChosenAsVersion1() throws IOException {
        stated("{id: a, type: phy, ethernet_mac_address: '" + MAC + "'}");
        NetworkChoice choice = choose();
        assertEquals(Source.DATA_SOURCE, choice.source());
        assertEquals(
                yaml(
                        "{version: 1, config: [{type: physical, mac_address: '"
                                + MAC
                                + "', name: ens3, subnets: [{type: dhcp4}]}]}"),
                assertInstanceOf(NetworkConfig.V1.class, choice.config()).document());
        assertEquals(List.of(), notes.codes());
    }

    /** It passes on what is written, which may be of any version, or none. */
    @Test
    void theVersionIsThatOfTheDocumentNotOfTheDataSource() throws IOException {
        Mapping second = yaml("{version: 2.0, ethernets: {ens3: {dhcp4: true}}}");
        dataSource = _ -> new NetworkConfig.V1(second);
        assertEquals(new NetworkConfig.V2(second), choose().config());
        dataSource = _ -> new NetworkConfig.V1(Mapping.EMPTY);
        assertEquals(Source.FALLBACK, choose().source());
        for (String unknown :
                List.of("config: []", "{version: 3, config: []}", "{version: '1', config: []}")) {
            dataSource = _ -> new NetworkConfig.V1(yaml(unknown));
            MalformedException refused = assertThrows(MalformedException.class, this::choose);
            assertEquals("network.unknown-version", refused.problem().code(), unknown);
        }
        dataSource = _ -> new NetworkConfig.V1(yaml("network: [1]"));
        MalformedException refused = assertThrows(MalformedException.class, this::choose);
        assertEquals("network.not-a-mapping", refused.problem().code());
    }

    @Test
    void networkDataOfOtherMachinesNicsSaysNothing() throws IOException {
        stated("{id: a, type: phy, ethernet_mac_address: '" + OTHER + "'}");
        assertEquals(Source.FALLBACK, choose().source());
        assertEquals(List.of("network-data.missing-nic", "network-data.unusable"), notes.codes());
    }

    @Test
    void networkDataThatIsNoneIsRefused() {
        dataSource = _ -> new NetworkConfig.NetworkData(yaml("links: 7"));
        assertThrows(MalformedException.class, this::choose);
    }

    private void stated(String link) {
        Mapping data = yaml("{links: [" + link + "], networks: [{link: a, type: ipv4_dhcp}]}");
        dataSource = _ -> new NetworkConfig.NetworkData(data);
    }

    @Test
    void aSourceThatIsNotListenedToIsNotAsked() throws IOException {
        config = yaml("network: {version: 2, ethernets: {}}");
        dataSource =
                _ -> {
                    throw new AssertionError("asked");
                };
        assertEquals(Source.SYSTEM_CONFIG, choose().source());
    }

    @Test
    void everySourceCanDisable() throws IOException {
        dataSource = _ -> new NetworkConfig.Disabled();
        assertEquals(Source.DATA_SOURCE, choose().source());
        config = yaml("network: {config: disabled}");
        assertEquals(Source.SYSTEM_CONFIG, choose().source());
        line = "network-config=disabled";
        NetworkChoice choice = choose();
        assertEquals(Source.CMDLINE, choice.source());
        assertInstanceOf(NetworkConfig.Disabled.class, choice.config());
        assertEquals(
                "first that speaks; it disables the network configuration",
                notes.decision("network source").reason());
    }

    @Test
    void theFallbackKeepsTheNameOfTheLink() throws IOException {
        NetworkChoice choice = choose();
        assertEquals(
                yaml(
                        """
                        version: 2
                        ethernets:
                          ens3:
                            dhcp4: true
                            dhcp6: true
                            set-name: ens3
                            match: {macaddress: 'fa:16:3e:00:00:01'}
                        """),
                ((NetworkConfig.V2) choice.config()).document());
        assertEquals(List.of(), choice.renames());
        assertEquals(List.of(), choice.missing());
        assertEquals("ens3", notes.decision("fallback link").winner());
    }

    @Test
    void withoutALinkTheFallbackDisables() throws IOException {
        machine = new Machine(folder.resolve("bare")).folder("/sys/class/net");
        NetworkChoice choice = choose();
        assertEquals(Source.FALLBACK, choice.source());
        assertInstanceOf(NetworkConfig.Disabled.class, choice.config());
    }

    @Test
    void theBootLoadersLinkIsTheFallback() throws IOException {
        machine.upNic("ens4", "fa:16:3e:00:00:02");
        assertEquals("ens3", fallbackLink());
        line = "BOOTIF=01-fa-16-3e-00-00-02";
        assertEquals("ens4", fallbackLink());
    }

    private @Nullable String fallbackLink() throws IOException {
        choose();
        return notes.decision("fallback link").winner();
    }

    @Test
    void whatCannotBeUnderstoodIsThrownAndTheFallbackIsStillThere() throws IOException {
        config = yaml("network: [a]");
        var refused = assertThrows(MalformedException.class, this::choose);
        assertEquals("test.cfg:1:10", refused.problem().origin().toString());
        NetworkRequest request = request();
        NetworkChoice fallback = planner.fallback(request, planner.inventory(request));
        assertEquals(Source.FALLBACK, fallback.source());
    }

    @Test
    void aSourceThatThrowsIsHeard() {
        dataSource =
                _ -> {
                    throw new MalformedException(
                            "x.y", "act", yaml("a: b").origin(), "bad", "mend it");
                };
        assertEquals("x.y", assertThrows(MalformedException.class, this::choose).problem().code());
    }

    @Test
    void anEmptyNetworkKeyIsPointedOut() throws IOException {
        config = yaml("network:\nversion: 1\n");
        assertEquals(Source.FALLBACK, choose().source());
        assertEquals(List.of("network.empty-config"), notes.codes());
    }

    @Test
    void renamesAndMissingLinksArePartOfTheChoice() throws IOException {
        machine.nic("ens4", "fa:16:3e:00:00:02");
        dataSource =
                _ ->
                        config(
                                """
                                version: 2
                                ethernets:
                                  a: {match: {macaddress: 'FA:16:3E:00:00:01'}, set-name: lan}
                                  b: {match: {macaddress: 'fa:16:3e:00:00:02'}, set-name: ens4}
                                  c: {match: {macaddress: 'fa:16:3e:ff:ff:ff'}, set-name: wan}
                                  d: {match: {macaddress: 'fa:16:3e:ff:ff:ff'}, set-name: wan}
                                """);
        NetworkChoice choice = choose();
        assertEquals(
                List.of(
                        new LinkStep.Down("ens3"),
                        new LinkStep.Rename("ens3", "lan"),
                        new LinkStep.Up("lan")),
                choice.renames());
        assertEquals(List.of(new MacAddress(OTHER)), choice.missing());
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void sharedAddressesAreAWarningNeverAStop() throws IOException {
        machine.nic("ens4", MAC);
        renderers.add(new Shown("eni", true));
        assertEquals(List.of("ens3"), devices(render(nic("ens3", MAC))));
        assertEquals(List.of("network.shared-address"), notes.codes());
    }

    @Test
    void aLinkThatIsMissingIsReportedAndTheRestRendered() throws IOException {
        renderers.add(new Shown("eni", true));
        NetworkConfig stated =
                config(
                        """
                        version: 1
                        config:
                        - {type: physical, name: ens3, mac_address: 'fa:16:3e:00:00:01'}
                        - {type: physical, name: ens9, mac_address: 'fa:16:3e:ff:ff:ff'}
                        """);
        assertEquals(List.of("ens3", "ens9"), devices(render(stated)));
        assertEquals(List.of("network.missing-link"), notes.codes());
    }

    @Test
    void withoutAnyOfItsLinksThereIsStillAWayIn() throws IOException {
        renderers.add(new Shown("eni", true));
        assertEquals(List.of("ens3"), devices(render(nic("eth7", OTHER))));
        assertEquals(List.of("network.missing-link"), notes.codes());
        assertEquals("fallback", notes.decision("network source").winner());
        assertEquals(
                List.of("ens3"),
                devices(
                        render(
                                config(
                                        """
                version: 2
                ethernets: {a: {match: {macaddress: 'fa:16:3e:ff:ff:ff'}, dhcp4: true}}
                """))));
    }

    @Test
    void aLinkThatIsNamedOtherwiseThanByAddressMayStillCome() throws IOException {
        renderers.add(new Shown("eni", true));
        assertEquals(
                List.of("eth7", "eth8"),
                devices(
                        render(
                                config(
                                        """
                                        version: 1
                                        config:
                                        - {type: physical, name: eth7}
                                        - {type: physical, name: eth8, mac_address: 'fa:16:3e:ff:ff:ff'}
                                        """))));
        assertEquals(List.of("network.missing-link"), notes.codes());
    }

    @Test
    void withoutAnyLinkOnTheMachineTheStatedConfigurationIsRendered() throws IOException {
        machine = new Machine(folder.resolve("bare")).folder("/sys/class/net");
        renderers.add(new Shown("eni", true));
        assertEquals(List.of("eth7"), devices(render(nic("eth7", OTHER))));
    }

    @Test
    void theFirstRendererThatIsAvailableRenders() throws IOException {
        renderers.add(new Shown("netplan", true));
        renderers.add(new Shown("eni", false));
        assertEquals("netplan", render(nic("ens3", MAC)).renderer());
        assertEquals(
                new Decision(
                        "renderer",
                        List.of(
                                new Decision.Candidate("eni", "not available"),
                                new Decision.Candidate("netplan", "available")),
                        "netplan",
                        "first that is available"),
                notes.decision("renderer"));
    }

    @Test
    void theConfigurationNamesTheRenderers() throws IOException {
        renderers.add(new Shown("eni", true));
        renderers.add(new Shown("netplan", true));
        assertEquals("eni", render(nic("ens3", MAC)).renderer());
        config = yaml("system_info: {network: {renderers: [carrier-pigeon, netplan, eni]}}");
        assertEquals("netplan", render(nic("ens3", MAC)).renderer());
        assertEquals(List.of("network.unknown-renderer"), notes.codes());
        config = yaml("system_info: {network: {renderers: null}}");
        assertEquals("eni", render(nic("ens3", MAC)).renderer());
    }

    @Test
    void withoutPreferencesTheReferencesOrderCounts() throws IOException {
        preferred.clear();
        renderers.add(new Shown("networkd", true));
        renderers.add(new Shown("netplan", true));
        renderers.add(new Shown("sysconfig", false));
        renderers.add(new Shown("eni", false));
        renderers.add(new Shown("network-manager", true));
        assertEquals("netplan", render(nic("ens3", MAC)).renderer());
    }

    @Test
    void withoutARendererNothingIsRendered() {
        renderers.add(new Shown("eni", false));
        config = yaml("system_info:\n  network:\n    renderers: [eni]\n");
        var refused = assertThrows(MalformedException.class, () -> render(nic("ens3", MAC)));
        assertEquals(
                "choosing a network renderer: test.cfg:3:16: none of these is installed: eni"
                        + " [network.no-renderer]."
                        + " Install one of them, or name another in system_info.network.renderers.",
                refused.getMessage());
    }

    @Test
    void itsOwnLanguageReachesNetplanAsItIs() throws IOException {
        renderers.add(new Shown("netplan", true));
        NetworkConfig stated = config("{version: 2, ethernets: {ens3: {dhcp4: true}}}");
        assertEquals(List.of("verbatim"), devices(render(stated)));
        assertEquals(List.of("ens3"), devices(render(nic("ens3", MAC))));
    }

    @Test
    void theRendererSeesTheSettingsThatItsDistributionHasForIt() throws IOException {
        var eni = new Shown("eni", true);
        renderers.add(eni);
        render(nic("ens3", MAC));
        assertEquals(yaml("eni_path: /etc/network/x"), Objects.requireNonNull(eni.seen).options());
        var netplan = new Shown("netplan", true);
        renderers.set(0, netplan);
        render(nic("ens3", MAC));
        assertEquals(Mapping.EMPTY, Objects.requireNonNull(netplan.seen).options());
    }

    /** The names of the devices, which {@link Shown} puts in the place of removals. */
    private static List<String> devices(Rendering rendering) {
        return rendering.removals();
    }

    /** A renderer of somebody else, which names the devices that it is given. */
    private static final class Shown implements NetworkRenderer {
        private final String name;
        private final boolean available;
        private @Nullable RenderContext seen;

        Shown(String name, boolean available) {
            this.name = name;
            this.available = available;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean available(HostFiles files) {
            return available;
        }

        @Override
        public Rendering render(RendererInput input, RenderContext context) {
            seen = context;
            return new Rendering(name, List.of(), names(input), List.of());
        }

        private static List<String> names(RendererInput input) {
            return switch (input) {
                case RendererInput.Interpreted interpreted ->
                        interpreted.state().devices().stream()
                                .map(device -> device.name())
                                .toList();
                case RendererInput.Verbatim _ -> List.of("verbatim");
            };
        }
    }
}
