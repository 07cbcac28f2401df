package org.cloudinit.dist.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.dist.packaging.PackagedTree.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The generator on machines of files: no root's rights, no systemd, a {@code blkid} that is told
 * what it sees.
 */
class GeneratorIT {
    @BeforeAll
    static void packages() {
        PackagedTree.assumePacked();
    }

    private static final String SCRIPT =
            PackagedTree.ROOT
                    .resolve("usr/lib/systemd/system-generators/cloud-init-generator")
                    .toString();

    @TempDir private Path folder;
    private Path root;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeAMachine() throws IOException {
        root = folder.resolve("root");
        put("proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/vda1 ro quiet\n");
        put("etc/cloud/cloud.cfg", "system_info: {distro: debian}\n");
        put("sys/class/dmi/id/product_name", "Standard PC (i440FX + PIIX, 1996)\n");
        environment.put("CLOUD_INIT_ROOT", root.toString());
        labels("");
    }

    private void put(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What stands on the drives of this machine: lines of labels. */
    private void labels(String lines) throws IOException {
        Path programs = folder.resolve("bin");
        Files.createDirectories(programs);
        Path blkid = programs.resolve("blkid");
        Files.writeString(
                blkid,
                "#!/bin/sh\n[ \"$*\" = '-c /dev/null -o value -s LABEL' ] || exit 4\nprintf '"
                        + lines
                        + "'\n");
        Files.setPosixFilePermissions(blkid, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
    }

    private String generate() throws IOException, InterruptedException {
        Run run =
                PackagedTree.run(
                        environment,
                        List.of(
                                SCRIPT,
                                folder.resolve("normal").toString(),
                                folder.resolve("early").toString(),
                                folder.resolve("late").toString()));
        assertEquals(new Run(0, ""), run);
        String log = Files.readString(root.resolve("run/cloud-init/cloud-init-generator.log"));
        String verdict = log.substring(0, log.indexOf(':'));
        Path link = folder.resolve("early/multi-user.target.wants/cloud-init.target");
        assertEquals(verdict.equals("enabled"), Files.isSymbolicLink(link), log);
        assertTrue(Files.exists(root.resolve("run/cloud-init").resolve(verdict)), log);
        String other = verdict.equals("enabled") ? "disabled" : "enabled";
        assertTrue(Files.notExists(root.resolve("run/cloud-init").resolve(other)), log);
        return verdict;
    }

    @Test
    void aMachineWithoutDataStartsNothing() throws IOException, InterruptedException {
        assertEquals("disabled", generate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config-2", "CONFIG-2", "cidata", "CIDATA"})
    void aDriveWithItsLabelEnables(String label) throws IOException, InterruptedException {
        labels("root\\n" + label + "\\nEFI\\n");
        assertEquals("enabled", generate());
        assertEquals(
                "/usr/lib/systemd/system/cloud-init.target",
                Files.readSymbolicLink(
                                folder.resolve("early/multi-user.target.wants/cloud-init.target"))
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config-21", "my config-2", "Config-2", "", "cidata2"})
    void anotherLabelDoesNot(String label) throws IOException, InterruptedException {
        labels(label + "\\n");
        assertEquals("disabled", generate());
    }

    @ParameterizedTest
    @CsvSource({
        "config_drive/openstack/latest/meta_data.json,enabled",
        "config_drive/ec2/latest/meta-data.json,enabled",
        "nocloud/meta-data,enabled",
        "nocloud-net/meta-data,enabled",
        "nocloud/user-data,disabled",
        "config_drive/README,disabled"
    })
    void aSeedEnables(String file, String verdict) throws IOException, InterruptedException {
        put("var/lib/cloud/seed/" + file, "{}");
        assertEquals(verdict, generate());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root=/dev/vda1 cloud-init=disabled | disabled",
                "cloud-init=disabled | disabled",
                "ds=nocloud;s=http://192.0.2.1/ | enabled",
                "ro ci.ds=ConfigDrive quiet | enabled",
                "root=LABEL=x not-cloud-init=disabled | disabled",
                "root=LABEL=cloud-init=disabled ds=configdrive | enabled",
                "words=1 lds=nocloud | disabled"
            })
    void theKernelCommandLineDecides(String words, String verdict)
            throws IOException, InterruptedException {
        put("proc/cmdline", words + "\n");
        assertEquals(verdict, generate());
    }

    @Test
    void whatDisablesCountsAboveADrive() throws IOException, InterruptedException {
        labels("config-2\\n");
        put("etc/cloud/cloud-init.disabled", "");
        assertEquals("disabled", generate());
        Files.delete(root.resolve("etc/cloud/cloud-init.disabled"));
        environment.put("KERNEL_CMDLINE", "cloud-init=disabled");
        assertEquals("disabled", generate());
        environment.remove("KERNEL_CMDLINE");
        put("etc/cloud/ds-identify.cfg", "policy: disabled\n");
        assertEquals("disabled", generate());
        Files.delete(root.resolve("etc/cloud/ds-identify.cfg"));
        assertEquals("enabled", generate());
    }

    @Test
    void aContainerIsAskedForItsOwnCommandLine() throws IOException, InterruptedException {
        put("proc/cmdline", "ds=nocloud\n");
        put("proc/1/cmdline", "/sbin/init\0quiet\0");
        environment.put("container", "lxc");
        assertEquals("disabled", generate());
        put("proc/1/cmdline", "/sbin/init\0ds=nocloud\0");
        assertEquals("enabled", generate());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datasource_list: [ConfigDrive] | enabled",
                "datasource_list: [ NoCloud, None ] | enabled",
                "datasource_list: [ 'ConfigDrive', \"None\" ] | enabled",
                "datasource_list: [NoCloud, ConfigDrive, None] | disabled",
                "datasource_list: [None] | enabled",
                "datasource_list: [] | disabled",
                "#datasource_list: [NoCloud] | disabled"
            })
    void aListOfOneSourceEnables(String line, String verdict)
            throws IOException, InterruptedException {
        put("etc/cloud/cloud.cfg.d/90_dpkg.cfg", line + "\n");
        assertEquals(verdict, generate());
    }

    @ParameterizedTest
    @CsvSource({
        "product_name,OpenStack Nova,enabled",
        "product_name,OpenStack Compute,enabled",
        "chassis_asset_tag,OpenStack Nova,enabled",
        "product_serial,ds=nocloud;h=web,enabled",
        "product_name,OpenStacked,disabled",
        "board_name,OpenStack Nova,disabled"
    })
    void thePlatformIsKnownByItsNames(String fact, String value, String verdict)
            throws IOException, InterruptedException {
        put("sys/class/dmi/id/" + fact, value + "\n");
        assertEquals(verdict, generate());
    }

    @Test
    void aVerdictReplacesThatOfTheRunBefore() throws IOException, InterruptedException {
        labels("config-2\\n");
        assertEquals("enabled", generate());
        labels("");
        assertEquals("disabled", generate());
    }

    /** The word is in a file: the program beside it, which is none here, is not asked. */
    @Test
    void cloudIdNeedsNoProgramForTheWord() throws IOException, InterruptedException {
        Path alone = folder.resolve("cloud-id");
        Files.copy(PackagedTree.ROOT.resolve("usr/bin/cloud-id"), alone);
        List<String> words = List.of("sh", alone.toString());
        assertEquals(127, PackagedTree.run(environment, words).code());
        put("run/cloud-init/cloud-id", "configdrive\n");
        assertEquals(new Run(0, "configdrive\n"), PackagedTree.run(environment, words));
        assertEquals(
                127, PackagedTree.run(environment, List.of("sh", alone.toString(), "-l")).code());
    }
}
