package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.Extensions;
import org.cloudinit.core.LocalStage;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.TreeNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rows of {@code userdata.jsonl} through the whole stage: what it leaves of user-data and
 * vendor-data in the instance's folder. Needs {@code -Dconformance.corpus=DIR}.
 */
class InstanceFilesCorpusTest {
    private static final String DRIVE = "/var/lib/cloud/seed/config_drive/openstack/latest/";
    private static final String INSTANCE = "/var/lib/cloud/instances/i-1/";

    private static final String CONFIG =
            """
            datasource_list: [ConfigDrive]
            datasource: {ConfigDrive: {dsmode: local}}
            cloud_init_modules: []
            system_info: {distro: debian}
            """;

    private static final Extensions EXTENSIONS = Wiring.ofModules();

    /** Addresses of the rows, and where the test puts what is there. */
    private static final String WEB = "http://h/";

    private static final String FILES = "file:///inc/";

    /**
     * Rows whose files are others: the number of the deviation, and the files. The one that is none
     * has no instance-data, which a stage always has.
     */
    private static final Map<String, String> OTHERS =
            Map.of(
                    "userdata/upstream/35/test_get_data_jinja",
                            """
                            - cloud-config.txt 600 #cloud-config

                            # from 1 files
                            # part-001

                            ---
                            write_files:
                            -   path: /etc/CI_MISSING_JINJA_VAR/instance_name.conf
                            ...
                            """,
                    "userdata/upstream/22/test_include", "U6 cloud-config.txt 600 ",
                    "userdata/include_404", "U6 cloud-config.txt 600 ",
                    "userdata/include_nohost", "U6 cloud-config.txt 600 ",
                    "userdata/gzip_gzip",
                            """
                            U25 cloud-config.txt 600 #cloud-config

                            # from 1 files
                            # part-001

                            ---
                            a: b
                            runcmd:
                            -   - ls
                                - -l
                            ...
                            """);

    @TempDir private Path scratch;

    @Test
    void theStageLeavesTheFilesOfTheReference() throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(corpus != null, "no corpus: give -Dconformance.corpus=DIR");
        var wrong = new ArrayList<String>();
        int equal = 0;
        int others = 0;
        for (String line : Files.readAllLines(Path.of(corpus, "userdata.jsonl"))) {
            Mapping row = (Mapping) JsonReader.read(line, "userdata.jsonl");
            String id = row.text("id", "");
            String other = OTHERS.get(id);
            String expected =
                    other == null
                            ? expected(row.mapping("answer").mapping("instance_files"))
                            : other.substring(other.indexOf(' ') + 1);
            String actual = actual(row, scratch.resolve("row" + (equal + others + wrong.size())));
            if (!expected.equals(actual)) {
                wrong.add(id + "\nexpected\n" + expected + "\nactual\n" + actual);
            } else if (other == null) {
                equal++;
            } else {
                others++;
            }
        }
        System.out.println("userdata.jsonl, files: " + equal + " equal, " + others + " others");
        assertEquals("", String.join("\n\n", wrong));
        assertEquals(70, equal);
        assertEquals(OTHERS.size(), others);
    }

    private static String actual(Mapping row, Path folder) throws IOException {
        Mapping request = row.mapping("request");
        SandboxHost.Builder builder =
                SandboxHost.in(folder)
                        .nic("ens3", "fa:16:3e:5a:00:01")
                        .cloudConfig(CONFIG)
                        .file(
                                "/etc/cloud/cloud.cfg.d/50-row.cfg",
                                JsonWriter.write(request.mapping("cfg")))
                        .file("/etc/hostname", "localhost\n")
                        .file(DRIVE + "meta_data.json", METADATA)
                        .file(file(DRIVE + "user_data", moved(bytes(request.get("input")))));
        vendorData(request, "vendordata", "vendor_data.json", builder);
        vendorData(request, "vendordata2", "vendor_data2.json", builder);
        for (Map.Entry<Scalar, ConfigTree> url : request.mapping("urls").entries().entrySet()) {
            if (!(url.getValue() instanceof Mapping answer && answer.has("code"))) {
                String path = url.getKey().display().replace(WEB, "/inc/");
                builder.file(file(path, moved(bytes(url.getValue()))));
            }
        }
        SandboxHost machine = builder.build();
        LocalStage.run(BootRequest.ORDINARY, machine.host(), EXTENSIONS);
        return files(machine);
    }

    /** The instance data that the rows with templates state. */
    private static final String METADATA =
            """
            {"uuid": "i-1", "hostname": "node1", "k": {"n-1": "x"}, "list": [1, 2]}
            """;

    private static void vendorData(
            Mapping request, String key, String file, SandboxHost.Builder builder) {
        ConfigTree data = request.get(key);
        if (data != null) {
            builder.file(DRIVE + file, JsonWriter.write(data));
        }
    }

    private static RenderedFile file(String path, byte[] bytes) {
        return new RenderedFile(path, bytes, 0600, null);
    }

    /** Lets includes find what the row has for their addresses. */
    private static byte[] moved(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(WEB, FILES).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(@Nullable ConfigTree value) {
        return switch (value) {
            case Mapping mapping when mapping.text("base64") != null ->
                    Base64.getDecoder().decode(mapping.text("base64"));
            case Mapping mapping -> mapping.text("text", "").getBytes(StandardCharsets.UTF_8);
            case Scalar.Text text -> text.value().getBytes(StandardCharsets.UTF_8);
            case null, default -> new byte[0];
        };
    }

    private static String expected(Mapping files) {
        var texts = new TreeMap<String, String>();
        for (Map.Entry<Scalar, ConfigTree> entry : files.entries().entrySet()) {
            Mapping file = (Mapping) entry.getValue();
            String content = new String(bytes(file.get("content")), StandardCharsets.ISO_8859_1);
            String name = entry.getKey().display();
            if (name.startsWith("data/urlcache/")) {
                name = "data/urlcache/" + md5(FILES + "cc");
            }
            texts.put(name, file.text("mode", "").substring(1) + " " + content);
        }
        return text(texts);
    }

    private static String files(SandboxHost machine) throws IOException {
        var texts = new TreeMap<String, String>();
        for (Map.Entry<String, TreeNode> node : machine.tree().nodes().entrySet()) {
            if (node.getKey().startsWith(INSTANCE)
                    && node.getValue() instanceof TreeNode.FileNode file) {
                String name = node.getKey().substring(INSTANCE.length());
                String text = new String(file.content(), StandardCharsets.ISO_8859_1);
                if (isOfData(name)) {
                    texts.put(name, Integer.toOctalString(file.mode()) + " " + text);
                }
            }
        }
        return text(texts);
    }

    /** Files that the walk makes, as the rows list them. */
    private static boolean isOfData(String name) {
        return name.endsWith("cloud-config.txt")
                || List.of("scripts/", "boothooks/", "handlers/", "data/urlcache/").stream()
                        .anyMatch(name::startsWith);
    }

    private static String text(Map<String, String> files) {
        var lines = new ArrayList<String>();
        files.forEach((name, text) -> lines.add(name + " " + text));
        return String.join("\n", lines);
    }

    private static String md5(String url) {
        try {
            byte[] url8 = url.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(url8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
