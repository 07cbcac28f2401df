package org.cloudinit.core.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.SandboxHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the original's script decided on the machines of its own tests. */
class IdentificationCorpusTest {
    private static final List<String> KNOWN = List.of("ConfigDrive", "NoCloud", "None");
    private static final TextDocuments DOCUMENTS = new TextDocuments();

    @TempDir private Path scratch;

    @Test
    void everyRowOfOurSourcesIsEqual() throws IOException {
        String property = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(property != null, "no corpus: give -Dconformance.corpus=DIR");
        Path table = Path.of(property, "ds_identify.jsonl");
        var passedOver = new TreeMap<String, List<String>>();
        var differences = new ArrayList<String>();
        int equal = 0;
        for (String line : Files.readAllLines(table)) {
            Mapping row =
                    (Mapping) DOCUMENTS.json(line.getBytes(StandardCharsets.UTF_8), "ds_identify");
            String reason = notOurs(row);
            String id = row.text("id", "");
            if (reason != null) {
                passedOver.computeIfAbsent(reason, _ -> new ArrayList<>()).add(id);
                continue;
            }
            String wanted = row.shown("rc") + " " + DOCUMENTS.toJson(row.mapping("cfg"));
            String is = decide(row, scratch.resolve(id.replace('/', '-')));
            if (wanted.equals(is)) {
                equal++;
            } else {
                differences.add(id + " is " + is + ", not " + wanted);
            }
        }
        System.out.println("ds_identify: " + equal + " equal");
        passedOver.forEach((reason, ids) -> System.out.println("  " + reason + ": " + ids));
        assertEquals(List.of(), differences);
        assertTrue(equal >= 25, equal + " rows");
    }

    /** Why a row says nothing on this program; null where it does. */
    private static @Nullable String notOurs(Mapping row) {
        Mapping request = row.mapping("request");
        if (request.has("func")) {
            return "calls a function of the script";
        }
        if (request.has("policy_dmi") || request.has("policy_no_dmi")) {
            return "changes the script's own default";
        }
        if (mock(request, "uname") != null
                && mock(request, "uname").text("out", "").contains("BSD")) {
            return "is of a BSD";
        }
        for (String source : row.mapping("cfg").texts("datasource_list")) {
            if (!KNOWN.contains(source)) {
                return "finds a data source that this program does not have";
            }
        }
        return null;
    }

    private static @Nullable Mapping mock(Mapping request, String name) {
        for (ConfigTree item : request.sequence("mocks")) {
            if (item instanceof Mapping mock && name.equals(mock.text("name"))) {
                return mock;
            }
        }
        return null;
    }

    private static String decide(Mapping row, Path folder) throws IOException {
        Mapping request = row.mapping("request");
        SandboxHost.Builder builder = SandboxHost.in(folder);
        for (Map.Entry<Scalar, ConfigTree> file : request.mapping("files").entries().entrySet()) {
            String path = file.getKey().display();
            builder.file(
                    path.startsWith("/") ? path : "/" + path, ((Scalar) file.getValue()).display());
        }
        Mapping provisioning = mock(request, "is_ibm_provisioning");
        if (provisioning != null && "0".equals(provisioning.shown("ret"))) {
            builder.file("/root/provisioningConfiguration.cfg", "");
        }
        var environment = new HashMap<String, String>();
        Mapping virtualization = mock(request, "detect_virt");
        if (virtualization != null) {
            environment.put("SYSTEMD_VIRTUALIZATION", "vm:" + virtualization.text("RET", ""));
        }
        Mapping blkid = mock(request, "blkid");
        SandboxHost machine = builder.build();
        PlatformFacts facts =
                PlatformFacts.read(
                        machine.root(),
                        environment,
                        labels(blkid == null ? "" : blkid.text("out", "")));
        Identification decision = Identification.of(machine.root(), facts, environment);
        String config = decision.config();
        ConfigTree document =
                config == null
                        ? Mapping.EMPTY
                        : DOCUMENTS.yaml(config.getBytes(StandardCharsets.UTF_8), "cloud.cfg");
        return decision.verdict().exitCode() + " " + DOCUMENTS.toJson(document);
    }

    /** What {@code blkid -o export} prints: a paragraph for each device. */
    private static List<FileSystemLabel> labels(String export) {
        var labels = new ArrayList<FileSystemLabel>();
        for (String device : export.split("\n\n", -1)) {
            var fields = new HashMap<String, String>();
            for (String line : device.split("\n", -1)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    fields.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            String uuid = fields.getOrDefault("UUID", "");
            String name = fields.getOrDefault("DEVNAME", "");
            for (String key : List.of("LABEL", "LABEL_FATBOOT")) {
                labels.add(new FileSystemLabel(name, fields.getOrDefault(key, ""), uuid));
            }
        }
        return labels;
    }
}
