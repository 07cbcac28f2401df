package org.cloudinit.modules.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackagesTest {
    private static final String APT =
            "apt-get --option=Dpkg::Options::=--force-confold"
                    + " --option=Dpkg::options::=--force-unsafe-io --assume-yes --quiet ";
    private static final String ALL =
            "{package_update: true, package_upgrade: true, packages: [one, [two, '2.0'], one]}";

    @TempDir private Path folder;

    private ModuleRun run(String distro, String... programs) throws IOException {
        var machine = SandboxHost.in(folder);
        for (String program : programs) {
            machine.file("/usr/bin/" + program, "");
        }
        var built = machine.build();
        for (String program : programs) {
            built.root().changeMode("/usr/bin/" + program, 0755);
        }
        return ModuleRun.on(built).distro(distro);
    }

    private static List<String> lines(ModuleRun run) {
        return run.machine().processes().lines();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fedora|dnf|dnf -y makecache|dnf -y upgrade|dnf -y install one two-2.0",
                "centos|yum|yum -t -y makecache|yum -t -y upgrade|yum -t -y install one two-2.0",
                "photon|tdnf|tdnf -y makecache|tdnf -y upgrade|tdnf -y install one two-2.0",
                "sles|zypper|zypper --non-interactive refresh|zypper --non-interactive update"
                        + "|zypper --non-interactive install --auto-agree-with-licenses one two-2.0",
                "alpine|apk|apk --quiet update|apk --quiet upgrade --update-cache --available"
                        + "|apk --quiet add one two-2.0",
                "arch|pacman|pacman -Sy --quiet --noconfirm -y|pacman -Sy --quiet --noconfirm -u"
                        + "|pacman -Sy --quiet --noconfirm one two-2.0"
            })
    void everyDistributionHasItsProgram(
            String distro, String program, String update, String upgrade, String install)
            throws IOException {
        var run = run(distro, program);
        assertInstanceOf(Outcome.Done.class, run.run(new PackageUpdateUpgradeInstall(), ALL));
        assertEquals(List.of(update, upgrade, install), lines(run));
        run.run(new PackageUpdateUpgradeInstall(), "package_update: true");
        assertEquals(3, lines(run).size(), "the lists are read once in an instance's life");
        assertEquals("644", run.mode(ModuleRun.INSTANCE + "/sem/update_sources"));
    }

    @Test
    void aptInstallsWhatItKnows() throws IOException {
        var run = run("debian", "apt-get", "eatmydata");
        run.machine()
                .processes()
                .answering(
                        RecordingProcesses.result(0, "one\ntwo\nthree\n", ""),
                        "apt-cache",
                        "pkgnames");
        var outcome =
                run.run(
                        new PackageUpdateUpgradeInstall(),
                        "packages: [one, two-, three/sid, [none, '1'], {apt: [two]}]");
        var failed = assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals(
                "no such package, or not installed: user-data:1:34", failed.problem().message());
        assertEquals(
                List.of(
                        "eatmydata " + APT + "update",
                        "apt-cache pkgnames",
                        "eatmydata " + APT + "install two one two- three/sid"),
                lines(run));
        assertEquals(
                "noninteractive",
                run.machine()
                        .processes()
                        .commands()
                        .getFirst()
                        .environment()
                        .get("DEBIAN_FRONTEND"));
    }

    @Test
    void onUbuntuSnapIsTriedNext() throws IOException {
        var run = run("ubuntu", "apt-get", "snap");
        run.machine()
                .processes()
                .answering(
                        RecordingProcesses.result(0, "{\"refresh\": {\"hold\": \"forever\"}}", ""),
                        "snap",
                        "get")
                .answering(RecordingProcesses.result(1, "", "no"), "snap", "install", "bad");
        var outcome =
                run.run(
                        new PackageUpdateUpgradeInstall(),
                        "{apt_upgrade: true, packages: [lxd, {snap: [[core, '22'], bad]}]}");
        var failed = assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals(
                "no such package, or not installed: user-data:1:59", failed.problem().message());
        assertEquals(
                List.of(
                        APT + "update",
                        APT + "dist-upgrade",
                        "snap get system -d",
                        "apt-cache pkgnames",
                        "snap install core 22",
                        "snap install bad",
                        "snap install lxd"),
                lines(run));
    }

    @Test
    void aFailureHindersNoOther() throws IOException {
        var run = run("fedora", "dnf");
        run.machine()
                .processes()
                .answering(RecordingProcesses.result(1, "", "broken"), "dnf", "-y", "makecache")
                .answering(RecordingProcesses.result(1, "", "broken"), "dnf", "-y", "upgrade");
        assertInstanceOf(Outcome.Failed.class, run.run(new PackageUpdateUpgradeInstall(), ALL));
        assertEquals(3, lines(run).size());
        assertEquals(List.of("packages.failed"), run.codes());
    }

    @Test
    void theMachineBootsAnewWhereThatIsNeeded() throws IOException {
        var run = run("fedora", "dnf");
        String yaml = "{packages: [a], package_reboot_if_required: true}";
        run.run(new PackageUpdateUpgradeInstall(), yaml);
        assertEquals(List.of("dnf -y install a"), lines(run));
        run.machine().root().append("/run/reboot-needed", new byte[0], 0644);
        run.run(new PackageUpdateUpgradeInstall(), yaml);
        assertEquals(List.of("dnf -y install a", "dnf -y install a", "/sbin/reboot"), lines(run));
    }

    @Test
    void aTransactionalRootIsChangedInItsNextSnapshot() throws IOException {
        var run = run("opensuse-microos", "zypper");
        run.machine()
                .root()
                .append(
                        "/proc/mounts",
                        "/dev/vda1 / btrfs ro,relatime 0 0\n"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        0644);
        var refused = run.run(new PackageUpdateUpgradeInstall(), "packages: [a]");
        assertInstanceOf(Outcome.Failed.class, refused);
        run.machine().root().append("/usr/sbin/transactional-update", new byte[0], 0755);
        run.run(new PackageUpdateUpgradeInstall(), ALL);
        assertEquals(
                List.of(
                        "zypper --non-interactive refresh",
                        "transactional-update --non-interactive --drop-if-no-change up",
                        "transactional-update --non-interactive --drop-if-no-change pkg install"
                                + " --auto-agree-with-licenses one two-2.0"),
                lines(run));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: b}",
                "[7]",
                "[[a, b, c]]",
                "[{apt: text}]",
                "[{yum: [a]}]",
                "[[[a], b]]"
            })
    void anotherFormIsReported(String value) throws IOException {
        var run = run("debian", "apt-get");
        run.run(new PackageUpdateUpgradeInstall(), "packages: " + value);
        assertEquals(List.of("packages.entry"), run.codes());
        assertEquals(List.of(), lines(run));
    }
}
