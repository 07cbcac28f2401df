package org.cloudinit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of a rendering's programs wait for one another. */
class RenderingWriterTest {
    private static final List<String> GENERATE = List.of("netplan", "generate");
    private static final List<List<String>> LINKS =
            List.of(List.of("udevadm", "eth0"), List.of("udevadm", "eth1"));

    private final List<String> steps = new ArrayList<>();
    private final RecordingReporter reporter = new RecordingReporter();
    @TempDir private Path folder;

    /** Notes when a program is started, and when its end is waited for. */
    private final class Steps implements ProcessRunner {
        @Override
        public Result run(Command command) throws IOException {
            return start(command).await();
        }

        @Override
        public Running start(Command command) throws IOException {
            String last = command.words().getLast();
            if (last.equals("absent")) {
                throw new IOException("no such program");
            }
            steps.add("start " + last);
            return () -> {
                steps.add("await " + last);
                return RecordingProcesses.result(last.equals("eth0") ? 1 : 0, "", "");
            };
        }
    }

    private void run(List<List<String>> commands) throws IOException {
        Host machine = SandboxHost.in(folder).build().host();
        var host =
                new Host(
                        machine.root(),
                        machine.mounter(),
                        machine.links(),
                        new Steps(),
                        machine.clock());
        var paths =
                new CloudPaths("/var/lib/cloud", "/run/cloud-init", "/etc/cloud/templates", null);
        var rendering = new Rendering("test", List.of(), List.of(), List.of(), commands);
        assertTrue(new RenderingWriter(host, paths, reporter).write(rendering));
    }

    @Test
    void aProgramWaitsForAnotherAndNotForItself() throws IOException {
        run(List.of(GENERATE, LINKS.get(0), LINKS.get(1), GENERATE));
        assertEquals(
                List.of(
                        "start generate",
                        "await generate",
                        "start eth0",
                        "start eth1",
                        "await eth0",
                        "await eth1",
                        "start generate",
                        "await generate"),
                steps);
        assertEquals(List.of("network.command"), reporter.codes());
    }

    @Test
    void oneThatCannotBeStartedHindersNoOther() throws IOException {
        run(List.of(List.of("udevadm", "absent"), LINKS.get(1)));
        assertEquals(List.of("start eth1", "await eth1"), steps);
        assertEquals(List.of("network.command"), reporter.codes());
    }
}
