package org.cloudinit.net.source;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.net.fuzz.Outcome;
import org.cloudinit.net.sandbox.Notes;

/**
 * Bytes as the kernel's command line, as a document that stands on it in Base64, and as a file that
 * an initramfs left.
 */
public final class KernelTextFuzz {
    private KernelTextFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        commandLine(text);
        commandLine("ip=dhcp network-config=" + Base64.getEncoder().encodeToString(bytes));
        try {
            InitramfsConfig.device(InitramfsConfig.link(text, Outcome.SOURCE), null);
        } catch (MalformedException refused) {
            Outcome.refusal(refused);
        }
    }

    private static void commandLine(String text) {
        var line = new KernelCommandLine(text);
        line.bootLink();
        line.asksForInitramfsNetwork();
        try {
            CommandLineConfig.read(line, new TextDocuments(), new Notes());
        } catch (MalformedException refused) {
            Outcome.refusal(refused);
        }
    }
}
