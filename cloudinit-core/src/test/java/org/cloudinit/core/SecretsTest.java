package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.testkit.TreeNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be seen is in no log, in no message, and in no file that others can read. */
class SecretsTest {
    private static final String SECRET = "hush-hush";

    @TempDir private Path folder;

    private static void assertHidden(TestMachine machine, LocalOutcome outcome) throws IOException {
        for (Problem problem : outcome.problems()) {
            assertFalse(problem.line().contains(SECRET), problem.line());
        }
        var seen = new ArrayList<String>();
        for (Map.Entry<String, TreeNode> node : machine.host.tree().nodes().entrySet()) {
            boolean isLog = node.getKey().startsWith("/var/log");
            if (node.getValue() instanceof TreeNode.FileNode file
                    && (isLog || (file.mode() & 077) != 0)
                    && !node.getKey().equals("/etc/app/secret")
                    && file.text().contains(SECRET)) {
                seen.add(node.getKey());
            }
        }
        assertTrue(seen.isEmpty(), () -> seen.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config\npassword: hush-hush\n",
                "#cloud-config\npassword: [hush-hush\n",
                "#cloud-config\n- hush-hush\n",
                "#!/bin/sh\necho hush-hush\n",
                "hush-hush\n",
                "#include\nhttps://me:hush-hush@host/a?key=hush-hush\nhush-hush\n",
                "#include-once\nfile:///none?hush-hush\n",
                "#cloud-config-archive\nhush-hush: {content\n",
                "#cloud-config-archive\n- {content: hush-hush, type: text/none}\n",
                "#cloud-config-jsonp\n[{\"op\": \"hush-hush\"}]\n",
                "#cloud-boothook\n#!/bin/sh\necho hush-hush\n",
                "#upstart-job\nhush-hush\n",
                "## template: jinja\n#cloud-config\na: {{ 1 + 'hush-hush' }}\n",
                "MIME-Version: 1.0\nContent-Type: application/x-gzip\n\nhush-hush\n",
                "MIME-Version: 1.0\nContent-Type: text/x-throw\n\nhush-hush\n",
                "Content-Type: text/plain\nMIME-Version: 1.0\nX-Key: hush-hush\n\nhush-hush\n",
                "Content-Type: multipart/mixed; boundary=hush-hush\n\n",
                "## template: jinja\n{{ hush-hush }}\n"
            })
    void userDataAndVendorDataStayHidden(String data) throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .file(
                                                "/etc/cloud/cloud.cfg.d/1.cfg",
                                                "chpasswd: {list: 'root:hush-hush'}\n",
                                                0600))
                        .with(
                                TestSource.found(
                                        new TestSource.Data()
                                                .mode(DsMode.LOCAL)
                                                .userData(data)
                                                .vendorData(Scalar.text(data))
                                                .files(
                                                        new InjectedFile(
                                                                "/etc/app/secret",
                                                                Secret.of(SECRET)))
                                                .build()))
                        .with(new TestHandler())
                        .with(new Quoting());
        LocalOutcome outcome = machine.boot();
        assertEquals("DataSourceTest [local]", outcome.dataSource());
        assertHidden(machine, outcome);
        assertHidden(machine, machine.shutDown().boot());
        assertHidden(
                machine,
                NetworkStage.run(BootRequest.ORDINARY, machine.host.host(), machine.extensions()));
    }

    /** A handler of someone else's that quotes its data when it fails. */
    private static final class Quoting implements PartHandler {
        @Override
        public Set<String> types() {
            return Set.of("text/x-throw");
        }

        @Override
        public Frequency frequency() {
            return Frequency.PER_ALWAYS;
        }

        @Override
        public Session begin(HandlerContext context) {
            return new Session() {
                @Override
                public void handle(Part part) throws IOException {
                    throw new IOException(part.content().revealText());
                }

                @Override
                public void end() {
                    throw new IllegalStateException(SECRET);
                }
            };
        }
    }

    @Test
    void theNetworksDocumentIsForRootAlone() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(
                                TestSource.found(
                                        new TestSource.Data()
                                                .network(
                                                        Mapping.builder()
                                                                .put("wifi-password", SECRET)
                                                                .build())
                                                .build()));
        assertHidden(machine, machine.boot());
    }
}
