package org.cloudinit.dist.packaging;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cloudinit.dist.packaging.PackagedTree.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The units: what their order, their limits and their commands promise. */
class UnitsIT {
    @BeforeAll
    static void packages() {
        PackagedTree.assumePacked();
    }

    private static Path units(String distribution) {
        return PackagedTree.DISTRIBUTIONS.resolve(distribution).resolve("usr/lib/systemd/system");
    }

    /** The services that there are. */
    private static List<String> services(String distribution) throws IOException {
        var services = new ArrayList<String>();
        for (Path file : PackagedTree.list(units(distribution))) {
            if (Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                services.add(file.getFileName().toString());
            }
        }
        assertTrue(services.contains("cloud-init-local.service"), services.toString());
        return services;
    }

    /** All values of a directive, which may come in several lines of several words. */
    private static Set<String> values(String distribution, String unit, String directive)
            throws IOException {
        var values = new TreeSet<String>();
        for (String line : Files.readAllLines(units(distribution).resolve(unit))) {
            if (line.startsWith(directive + "=")) {
                values.addAll(List.of(line.substring(directive.length() + 1).split(" ")));
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian", "fedora", "photon", "rhel", "suse", "ubuntu"})
    void everyServiceEndsWithinItsTimeAndOnlyWhereItIsWanted(String distribution)
            throws IOException {
        for (String unit : services(distribution)) {
            String limit = values(distribution, unit, "TimeoutStartSec").toString();
            assertTrue(limit.matches("\\[[1-9][0-9]*(min|h)]"), unit + " " + limit);
            assertEquals(
                    List.of("!/etc/cloud/cloud-init.disabled"),
                    List.copyOf(values(distribution, unit, "ConditionPathExists")),
                    unit);
            assertEquals(
                    List.of("!cloud-init=disabled"),
                    List.copyOf(values(distribution, unit, "ConditionKernelCommandLine")),
                    unit);
        }
    }

    /** The links are what starts the units: each leads to a unit, by a way that a root may move. */
    @ParameterizedTest
    @ValueSource(strings = {"debian", "rhel"})
    void theTargetWantsEveryService(String distribution) throws IOException {
        var wanted = new TreeSet<String>();
        for (Path link :
                PackagedTree.list(units(distribution).resolve("cloud-init.target.wants"))) {
            assertEquals("../" + link.getFileName(), Files.readSymbolicLink(link).toString());
            assertTrue(Files.isRegularFile(link), link + " leads nowhere");
            wanted.add(link.getFileName().toString());
        }
        assertEquals(new TreeSet<>(services(distribution)), wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "debian,cloud-init-local.service,Before,network-pre.target sysinit.target shutdown.target",
        "debian,cloud-init-local.service,After,systemd-remount-fs.service hv_kvp_daemon.service",
        "debian,cloud-init-network.service,After,"
                + "cloud-init-local.service networking.service systemd-networkd-wait-online.service",
        "debian,cloud-init-network.service,Before,"
                + "network-online.target sshd.service systemd-user-sessions.service sysinit.target",
        "ubuntu,cloud-init-network.service,After,cloud-init-local.service networking.service",
        "rhel,cloud-init-local.service,Before,"
                + "network-pre.target network.service firewalld.target shutdown.target",
        "rhel,cloud-init-network.service,After,"
                + "cloud-init-local.service NetworkManager.service NetworkManager-wait-online.service",
        "suse,cloud-init-network.service,After,wicked.service dbus.service",
        "debian,cloud-final.service,After,multi-user.target cloud-config.service time-sync.target"
    })
    void aServiceStandsWhereTheOriginalsStands(
            String distribution, String unit, String directive, String units) throws IOException {
        assumeTrue(services(distribution).contains(unit), unit + " waits for its command");
        Set<String> values = values(distribution, unit, directive);
        assertTrue(values.containsAll(List.of(units.split(" "))), values.toString());
    }

    /**
     * With its default dependencies a unit comes after sysinit.target: before it would be a circle.
     */
    @ParameterizedTest
    @ValueSource(strings = {"alpine", "debian", "fedora", "photon", "rhel", "suse", "ubuntu"})
    void onlyAUnitWithoutDefaultDependenciesIsBeforeSysinit(String distribution)
            throws IOException {
        for (String unit : services(distribution)) {
            boolean early = values(distribution, unit, "Before").contains("sysinit.target");
            boolean own = values(distribution, unit, "DefaultDependencies").contains("no");
            assertTrue(own || !early, distribution + " " + unit);
        }
    }

    /** It is there for who enables it, and nothing wants it of itself. */
    @ParameterizedTest
    @ValueSource(strings = {"debian", "fedora", "photon", "rhel", "suse", "ubuntu"})
    void theAgentIsOffUnlessItIsEnabled(String distribution) throws IOException {
        Path unit = PackagedTree.ROOT.resolve("usr/lib/systemd/system/cloud-init-agent.service");
        List<String> lines = Files.readAllLines(unit);
        assertTrue(lines.contains("ExecStart=/usr/bin/cloud-init agent"), lines.toString());
        assertTrue(lines.contains("UMask=0077"), lines.toString());
        assertTrue(lines.contains("WantedBy=multi-user.target"), lines.toString());
        for (Path top :
                List.of(PackagedTree.ROOT, PackagedTree.DISTRIBUTIONS.resolve(distribution))) {
            try (Stream<Path> all = Files.walk(top)) {
                assertEquals(
                        List.of(),
                        all.filter(Files::isSymbolicLink)
                                .filter(link -> link.getFileName().toString().contains("agent"))
                                .toList());
            }
        }
    }

    /** A unit whose command the program refuses would fail in every boot. */
    @Test
    void theProgramTakesTheCommandOfEveryUnit(@TempDir Path root)
            throws IOException, InterruptedException {
        String program = PackagedTree.ROOT.resolve("usr/bin/cloud-init").toString();
        String start = "ExecStart=/usr/bin/cloud-init ";
        for (String unit : services("debian")) {
            List<String> commands =
                    Files.readAllLines(units("debian").resolve(unit)).stream()
                            .filter(line -> line.startsWith(start))
                            .toList();
            assertEquals(1, commands.size(), unit);
            var words = new ArrayList<>(List.of(program, "--root", root.toString()));
            words.addAll(List.of(commands.getFirst().substring(start.length()).split(" ")));
            Run run = PackagedTree.run(words.toArray(String[]::new));
            assertNotEquals(2, run.code(), words + ": " + run.text());
        }
    }
}
