package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
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
                                                .build()));
        LocalOutcome outcome = machine.boot();
        assertEquals("DataSourceTest [local]", outcome.dataSource());
        assertHidden(machine, outcome);
        assertHidden(machine, machine.shutDown().boot());
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
