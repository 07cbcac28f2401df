package org.cloudinit.dist.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.cloudinit.testkit.DriveImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the Local stage does on the sample machine, with drives that real programs made, whatever
 * host its modules live in. Each host is a class that extends this one and says how to start it.
 */
abstract class StageSuite {
    @TempDir Path folder;
    private Path root;

    /** Runs the stage in a process of its own; answers its exit code. */
    abstract int boot(Path root) throws Exception;

    /** What the host needs on the machine. */
    void prepare(Path root) throws IOException {}

    @BeforeEach
    void copyTheMachine() throws IOException {
        root = SampleMachine.copy(folder.resolve("root"));
        SampleMachine.write(
                root,
                "etc/cloud/cloud.cfg.d/50_sources.cfg",
                "datasource_list: [NoCloud, ConfigDrive, None]\n");
        prepare(root);
    }

    private void stage() throws Exception {
        assertEquals(0, boot(root));
    }

    private String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    private void device(String name, Path image) throws IOException {
        SampleMachine.write(
                root, "sys/class/block/" + name + "/size", Files.size(image) / 512 + "\n");
        Files.copy(image, SampleMachine.folder(root.resolve("dev")).resolve(name));
    }

    private Path configDrive(String networkData) throws IOException {
        Path drive = folder.resolve("drive");
        SampleMachine.write(
                drive,
                "openstack/latest/meta_data.json",
                "{\"uuid\": \"i-drive\", \"hostname\": \"node-1\"}");
        SampleMachine.write(
                drive,
                "openstack/latest/user_data",
                "## template: jinja\n#cloud-config\nname: {{ v1.local_hostname }}\n");
        SampleMachine.write(drive, "openstack/latest/network_data.json", networkData);
        return drive;
    }

    private static final String STATIC =
            """
            {"links": [{"id": "l0", "type": "phy", "ethernet_mac_address": "fa:16:3e:5a:00:01"}],
             "networks": [{"id": "n0", "link": "l0", "type": "ipv4", "ip_address": "192.0.2.7",
                           "netmask": "255.255.255.0", "routes": []}],
             "services": []}
            """;

    @Test
    void aConfigDriveOnADeviceIsRead() throws Exception {
        device("sr0", DriveImages.iso(configDrive(STATIC), "config-2"));
        stage();
        assertEquals("node-1\n", text("etc/hostname"));
        assertEquals("i-drive\n", text("var/lib/cloud/data/instance-id"));
        assertTrue(text("etc/netplan/50-cloud-init.yaml").contains("192.0.2.7/24"));
    }

    /** The template engine, the part handlers and the documents are those of the host's modules. */
    @Test
    void userDataIsRenderedAndPutTogether() throws Exception {
        Path drive = configDrive(STATIC);
        Files.writeString(
                drive.resolve("openstack/latest/meta_data.json"),
                "{\"uuid\": \"i-1\", \"hostname\": \"node-1\", \"meta\": {\"dsmode\": \"local\"}}");
        device("vdb", DriveImages.vfat(drive, "CONFIG-2"));
        stage();
        assertTrue(text("var/lib/cloud/instances/i-1/cloud-config.txt").contains("name: node-1\n"));
    }

    @Test
    void aSeedOnADeviceIsRead() throws Exception {
        Path seed = folder.resolve("seed");
        SampleMachine.write(seed, "meta-data", "instance-id: i-seed\nlocal-hostname: seeded\n");
        SampleMachine.write(seed, "user-data", "#cloud-config\n{}\n");
        SampleMachine.write(
                seed,
                "network-config",
                "version: 2\nethernets:\n  ens3:\n    addresses: [198.51.100.3/24]\n");
        device("sr0", DriveImages.iso(seed, "cidata"));
        stage();
        assertEquals("seeded\n", text("etc/hostname"));
        assertTrue(text("etc/netplan/50-cloud-init.yaml").contains("198.51.100.3/24"));
        assertEquals("nocloud\n", text("run/cloud-init/cloud-id-nocloud"));
    }

    @Test
    void aSeedFolderCountsBeforeADrive() throws Exception {
        SampleMachine.write(
                root, "var/lib/cloud/seed/nocloud/meta-data", "instance-id: i-folder\n");
        SampleMachine.write(root, "var/lib/cloud/seed/nocloud/user-data", "");
        device("sr0", DriveImages.iso(configDrive(STATIC), "config-2"));
        stage();
        assertEquals("i-folder\n", text("var/lib/cloud/data/instance-id"));
    }

    @Test
    void aDriveThatIsCutOffLeavesAWayIn() throws Exception {
        Path whole = DriveImages.iso(configDrive(STATIC), "config-2");
        Path cut = folder.resolve("cut.iso");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(whole), 40_000));
        device("sr0", cut);
        stage();
        assertTrue(text("etc/netplan/50-cloud-init.yaml").contains("dhcp4: true"));
        assertFalse(Files.exists(root.resolve("var/lib/cloud/data/instance-id")));
    }

    @Test
    void aSecondBootKnowsTheInstanceAgain() throws Exception {
        device("sr0", DriveImages.iso(configDrive(STATIC), "config-2"));
        stage();
        Files.delete(root.resolve("etc/netplan/50-cloud-init.yaml"));
        stage();
        assertEquals("i-drive\n", text("var/lib/cloud/data/previous-instance-id"));
        assertTrue(text("var/lib/cloud/data/status.json").contains("\"errors\": []"));
    }
}
