package org.cloudinit.dist.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cloudinit.dist.Program;
import org.cloudinit.dist.Program.Run;
import org.cloudinit.dist.command.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectCommandTest {
    private static final Path SAMPLE_DRIVE = Path.of("src/sample/config-drive.iso");

    @TempDir private Path root;

    @BeforeEach
    void aMachine() throws IOException {
        put("/proc/cmdline", "root=/dev/vda1\n");
    }

    private Path put(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String read(String path) throws IOException {
        return Files.readString(root.resolve(path.substring(1)));
    }

    private boolean isThere(String path) {
        return Files.exists(root.resolve(path.substring(1)));
    }

    private Run detect(String... words) {
        return detect(Map.of(), words);
    }

    private Run detect(Map<String, String> environment, String... words) {
        var all = new ArrayList<>(List.of("--root", root.toString(), "detect"));
        all.addAll(List.of(words));
        return Program.run(
                new Caller(true, environment),
                InputStream.nullInputStream(),
                all.toArray(String[]::new));
    }

    private void attachTheSampleDrive() throws IOException {
        put("/sys/class/block/vdb/size", "1000\n");
        Path device = put("/dev/vdb", "");
        Files.write(device, Files.readAllBytes(SAMPLE_DRIVE));
    }

    @Test
    void aDriveIsFoundByItsLabelWithoutAProgram() throws IOException {
        attachTheSampleDrive();
        Run run = detect();
        assertEquals(0, run.code(), run.out());
        assertTrue(
                run.out()
                        .startsWith(
                                "found: found ConfigDrive\ndatasource_list: [ ConfigDrive, None ]\n"),
                run.out());
        assertFalse(isThere("/run/cloud-init/cloud.cfg"), "a question writes nothing");
    }

    @Test
    void theDecisionIsWrittenForTheBoot() throws IOException {
        assertEquals(1, detect("--write").code());
        assertEquals("1\n", read("/run/cloud-init/.ds-identify.result"));
        assertTrue(isThere("/run/cloud-init/disabled"));
        attachTheSampleDrive();
        assertEquals(1, detect("--write").code(), "this boot is decided");
        assertEquals(0, detect("--write", "--force").code());
        assertEquals("datasource_list: [ ConfigDrive, None ]\n", read("/run/cloud-init/cloud.cfg"));
        assertEquals("0\n", read("/run/cloud-init/.ds-identify.result"));
        assertTrue(isThere("/run/cloud-init/enabled"));
        assertFalse(isThere("/run/cloud-init/disabled"));
        String log = read("/run/cloud-init/ds-identify.log");
        assertTrue(log.contains("ConfigDrive: found: a file system with its label\n"), log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3\n", "zero", "\0"})
    void aDamagedResultIsDecidedAnew(String result) throws IOException {
        put("/run/cloud-init/cloud.cfg", "");
        put("/run/cloud-init/.ds-identify.result", result);
        assertEquals(1, detect("--write").code());
        assertEquals("1\n", read("/run/cloud-init/.ds-identify.result"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ds=nocloud;s=/x|0|datasource_list: [ nocloud, None ]",
                "ci.ds=ConfigDrive|0|datasource_list: [ ConfigDrive, None ]",
                "ci.datasource=A ds=B|0|datasource_list: [ B, None ]",
                "cc:{'datasource_list': ['NoCloud']}|0|datasource_list: [ NoCloud ]",
                "cc:{datasource_list: [NoCloud, None]}|0|datasource_list: [ NoCloud, None ]",
                "ci.di.policy=enabled|0|",
                "ci.di.policy=disabled|1|",
                "ci.di.policy=notfound=enabled|0|di_report:~  datasource_list: [  ]"
                        + "~  # reporting not found result. notfound=enabled.",
                "ci.di.policy=report|0|di_report:~  datasource_list: [  ]",
                "ci.di.policy=report ds=X|0|di_report:~  datasource_list: [ X, None ]",
                "a cloud-init=disabled|2|",
            })
    void theKernelsCommandLineCounts(String line, int code, String config) throws IOException {
        put("/proc/cmdline", line + "\n");
        assertEquals(code, detect("--write").code());
        assertEquals(code + "\n", read("/run/cloud-init/.ds-identify.result"));
        if (config == null) {
            assertFalse(isThere("/run/cloud-init/cloud.cfg"));
        } else {
            assertEquals(config.replace('~', '\n') + "\n", read("/run/cloud-init/cloud.cfg"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy: report,found=first|report,found=first,maybe=none,notfound=disabled",
                "policy: 'search,notfound=enabled' # why|search,found=all,maybe=none,notfound=enabled",
                "policy: found=some|search,found=all,maybe=none,notfound=disabled",
                "nonsense|search,found=all,maybe=none,notfound=disabled",
            })
    void theAdministratorsFileCounts(String text, String policy) throws IOException {
        put("/etc/cloud/ds-identify.cfg", text);
        assertTrue(detect().out().contains("policy: " + policy + "\n"), detect().out());
    }

    @Test
    void theFirstOfSeveralIsEnoughWhereThePolicySaysSo() throws IOException {
        put("/var/lib/cloud/seed/nocloud/meta-data", "");
        put("/var/lib/cloud/seed/nocloud/user-data", "");
        put("/var/lib/cloud/seed/config_drive/openstack/latest/meta_data.json", "{}");
        assertTrue(detect().out().contains("[ ConfigDrive, NoCloud, None ]"));
        put("/etc/cloud/ds-identify.cfg", "policy: search,found=first\n");
        assertTrue(detect().out().contains("[ ConfigDrive, None ]"));
    }

    @Test
    void aContainersDevicesAreItsHosts() throws IOException {
        attachTheSampleDrive();
        assertEquals(1, detect(Map.of("SYSTEMD_VIRTUALIZATION", "container:lxc")).code());
        assertEquals(0, detect(Map.of("SYSTEMD_VIRTUALIZATION", "vm:kvm")).code());
    }

    @Test
    void theFirmwareMayNameNoCloud() throws IOException {
        put("/sys/class/dmi/id/product_serial", "ds=nocloud;s=http://10.0.0.1/\n");
        assertEquals(0, detect("--write").code());
        assertFalse(read("/run/cloud-init/ds-identify.log").contains("10.0.0.1"), "a secret");
    }

    @Test
    void aDamagedDeviceIsPassedOver() throws IOException {
        attachTheSampleDrive();
        Path device = root.resolve("dev/vdb");
        Files.write(device, Arrays.copyOf(Files.readAllBytes(device), 32_769));
        assertEquals(1, detect().code());
    }

    @Test
    void programsReadJson() throws IOException {
        attachTheSampleDrive();
        String json = detect("--format", "json").out();
        assertTrue(json.startsWith("{\n \"verdict\": \"found\",\n \"enabled\": true,\n"), json);
        assertTrue(json.contains("\"label\": \"config-2\""), json);
        assertEquals(
                json,
                new String(json.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format yaml", "word", "--writ=1"})
    void whatCannotBeFollowedIsRefused(String line) {
        assertEquals(2, detect(line.split(" ")).code());
    }
}
