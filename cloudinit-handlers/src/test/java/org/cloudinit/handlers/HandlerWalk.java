package org.cloudinit.handlers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SampleInstance;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.TreeNode;

/** One machine, and walks of a handler over parts on it. */
final class HandlerWalk {
    static final String INSTANCE = "/var/lib/cloud/instances/i-abc/";

    final SandboxHost machine;
    final RecordingReporter reporter = new RecordingReporter();
    private ProcessRunner processes;

    HandlerWalk(Path folder) throws IOException {
        machine = SandboxHost.in(folder).build();
        processes = machine.processes();
    }

    /** Programs are really run. */
    HandlerWalk runningPrograms() {
        processes = new RealPrograms();
        return this;
    }

    static HandlerContext context(
            SandboxHost machine,
            ProcessRunner processes,
            String origin,
            RecordingReporter reporter) {
        return SampleInstance.handling(machine, processes, new TextDocuments(), origin, reporter);
    }

    HandlerContext context() {
        return context(machine, processes, "user-data", reporter);
    }

    /** Walks over user-data. */
    void walk(PartHandler handler, Part... parts) throws IOException {
        walk("user-data", handler, parts);
    }

    void walk(String origin, PartHandler handler, Part... parts) throws IOException {
        PartHandler.Session session = handler.begin(context(machine, processes, origin, reporter));
        for (Part part : parts) {
            session.handle(part);
        }
        session.end();
    }

    static Part part(String type, String filename, String content) {
        return part(type, filename, content.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Part part(String type, String name, byte[] content, Map<String, String> headers) {
        return new Part(type, name, Secret.of(content), headers);
    }

    /** Files of the machine under a folder, as mode and text, by their paths below it. */
    Map<String, String> files(String folder) throws IOException {
        var files = new TreeMap<String, String>();
        for (Map.Entry<String, TreeNode> node : machine.tree().nodes().entrySet()) {
            if (node.getKey().startsWith(folder)
                    && node.getValue() instanceof TreeNode.FileNode file) {
                String text = new String(file.content(), StandardCharsets.ISO_8859_1);
                files.put(
                        node.getKey().substring(folder.length()),
                        Integer.toOctalString(file.mode()) + " " + text);
            }
        }
        return files;
    }
}
