package org.cloudinit.net.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.net.nic.SysfsLinks;
import org.cloudinit.net.sandbox.Corpus;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Notes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel's command line and the initramfs say about the network. */
class CommandLineTest {
    private final Notes notes = new Notes();

    @TempDir private Path folder;

    private @Nullable Mapping statement(String line) {
        return CommandLineConfig.statement(new KernelCommandLine(line), new TextDocuments(), notes);
    }

    private @Nullable String text(String line) {
        return Objects.requireNonNull(statement(line)).text("config");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theOriginalsRowsOfWholeLines() {
        Corpus.check(
                "cmdline",
                row -> {
                    Mapping answer = row.mapping("answer");
                    String fault =
                            Corpus.differs(
                                    answer.get("network_config"),
                                    statement(row.text("cmdline", "")));
                    return fault == null
                            ? Corpus.differs(answer.get("initramfs"), initramfs(row))
                            : fault;
                });
    }

    private @Nullable ConfigTree initramfs(Mapping row) throws IOException {
        Machine machine = new Machine(folder.resolve(row.text("id", "").replace('/', '-')));
        row.mapping("nics")
                .entries()
                .forEach((name, mac) -> machine.nic(name.display(), ((Scalar) mac).display()));
        row.mapping("run_files")
                .entries()
                .forEach((path, text) -> machine.file(path.display(), ((Scalar) text).display()));
        NetworkConfig.V1 config =
                InitramfsConfig.read(
                        machine,
                        new KernelCommandLine(row.text("cmdline", "")),
                        SysfsLinks.read(machine),
                        notes);
        return config == null ? null : config.document();
    }

    @Test
    void theOriginalsRowsOfNetworkConfig() {
        Corpus.check(
                "calls/net.cmdline.read_kernel_cmdline_config",
                row ->
                        Corpus.differs(
                                row.get("ret"),
                                statement(row.mapping("kwargs").text("cmdline", ""))));
    }

    @Test
    void theOriginalsRowsOfDisabled() {
        Corpus.check(
                "calls/net.is_disabled_cfg",
                row -> {
                    ConfigTree config = row.sequence("args").items().getFirst();
                    boolean disabled;
                    try {
                        disabled = NetworkDocument.of(config) instanceof NetworkConfig.Disabled;
                    } catch (MalformedException notDisabled) {
                        disabled = false;
                    }
                    return Corpus.differs(row.get("ret"), Scalar.bool(disabled));
                });
    }

    @Test
    void theLastOfSeveralCounts() {
        String one = base64("{config: [], version: 1}");
        assertEquals(
                Mapping.builder().put("config", "disabled").build(),
                statement("network-config=" + one + " network-config=disabled"));
        assertNull(statement("network-config=disabled network-config="));
        assertNull(statement("xnetwork-config=disabled"));
        assertEquals("disabled", text("a\tnetwork-config=x network-config=disabled\n"));
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void whatCannotBeDecodedIsReportedAndSaysNothing() throws IOException {
        assertNull(statement("network-config=abcde"));
        assertNull(statement("network-config=" + base64("[1, 2]")));
        assertNull(statement("network-config=" + base64("{a: ")));
        byte[] packed = gzip("{version: 1, config: []}".getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length - 12);
        assertNull(statement("network-config=" + Base64.getEncoder().encodeToString(cut)));
        assertNull(statement("network-config=é"));
        assertEquals(
                List.of(
                        "network.bad-command-line",
                        "network.bad-command-line",
                        notes.codes().get(2),
                        "network.bad-command-line",
                        "network.bad-command-line"),
                notes.codes());
        assertTrue(notes.codes().get(2).startsWith("yaml"), notes.codes().get(2));
    }

    @Test
    void nothingIsSaidByWhatDecodesToNothing() {
        assertNull(statement("network-config=!!!"));
        assertNull(statement("network-config=" + base64("# a comment")));
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void aBombIsRefused() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertNull(statement("network-config=" + Base64.getEncoder().encodeToString(bomb)));
        assertEquals(List.of("network.bad-command-line"), notes.codes());
        assertEquals("it unpacks to more than 16 MiB", notes.problems().getFirst().message());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var output = new GZIPOutputStream(packed)) {
            output.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void base64PassesOverWhatDoesNotBelongToIt() {
        assertEquals("any carnal", decoded("YW5 5IGN\nhcm.5hb-A=="));
        assertEquals("a", decoded("YQ==ignored"));
        assertEquals("ab", decoded("Y=W=I="));
        assertThrows(IllegalArgumentException.class, () -> Base64Text.decode("YQ"));
        assertThrows(IllegalArgumentException.class, () -> Base64Text.decode("Y"));
        assertThrows(IllegalArgumentException.class, () -> Base64Text.decode("YWJj\u00ff"));
    }

    private static String decoded(String text) {
        return new String(Base64Text.decode(text), StandardCharsets.UTF_8);
    }

    @Test
    void base64AgreesWithTheJdkOnWellFormedText() {
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (i * 37 + length);
            }
            assertArrayEquals(bytes, Base64Text.decode(Base64.getEncoder().encodeToString(bytes)));
        }
    }

    @Test
    void theLinkOfTheBootLoaderIsFound() {
        MacAddress mac = new MacAddress("fa:16:3e:00:00:01");
        assertEquals(mac, new KernelCommandLine("a BOOTIF=01-FA-16-3E-00-00-01 b").bootLink());
        assertEquals(mac, new KernelCommandLine("BOOTIF=fa:16:3e:00:00:01").bootLink());
        assertNull(new KernelCommandLine("BOOTIF=eth0").bootLink());
        assertNull(new KernelCommandLine("NOBOOTIF=01-fa-16-3e-00-00-01").bootLink());
        assertNull(new KernelCommandLine("").bootLink());
    }

    @Test
    void theInitramfsWasAskedByAWordOfItsOwn() {
        assertTrue(new KernelCommandLine("ro ip=dhcp").asksForInitramfsNetwork());
        assertTrue(new KernelCommandLine("ip6=dhcp").asksForInitramfsNetwork());
        assertTrue(new KernelCommandLine("a=\"open ip=dhcp").asksForInitramfsNetwork());
        assertFalse(new KernelCommandLine("a=\"x ip=dhcp\"").asksForInitramfsNetwork());
        assertFalse(new KernelCommandLine("skip=1 zip=2 ipx=3 ip").asksForInitramfsNetwork());
    }
}
