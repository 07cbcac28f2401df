package org.cloudinit.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.GoldenTree;

/**
 * One recorded run of the original: the machine before it, and every file after it.
 *
 * @param renderer group of runs: {@code netplan}
 * @param name name of the case: {@code static4}
 * @param folder folder of the case in the corpus
 * @param record {@code golden.json}
 * @param secondBoot {@code golden-boot2.json}, or null
 */
record GoldenRun(
        String renderer,
        String name,
        Path folder,
        Mapping record,
        @org.jspecify.annotations.Nullable Mapping secondBoot) {
    private static final Pattern OWN =
            Pattern.compile(
                    "^/(var/lib/cloud|var/log/cloud-init|run/cloud-init|etc/hostname|etc/network|etc/netplan"
                            + "|etc/hosts$|etc/wf|var/lib/seedout"
                            + "|etc/sudoers.d/|etc/ssh/ssh_host|home/[^/]*/.ssh|root/.ssh/"
                            + "|etc/systemd/network|etc/sysconfig/network|etc/udev)");

    /** What the modules of recorded runs leave on the way, and scripts of the image. */
    private static final Pattern MODULES =
            Pattern.compile("^/run/cloud-init/tmp$|^/var/lib/cloud/scripts/.*/");

    private static final TextDocuments DOCUMENTS = new TextDocuments();

    /** All runs of {@code init --local} with the given groups, in order. */
    static List<GoldenRun> all(Path corpus, List<String> renderers) throws IOException {
        var runs = new ArrayList<GoldenRun>();
        for (String renderer : renderers) {
            try (Stream<Path> cases = Files.list(corpus.resolve("golden/head").resolve(renderer))) {
                for (Path folder : cases.sorted().toList()) {
                    runs.add(read(renderer, folder));
                }
            }
        }
        return runs;
    }

    private static GoldenRun read(String renderer, Path folder) throws IOException {
        Path second = folder.resolve("golden-boot2.json");
        return new GoldenRun(
                renderer,
                folder.getFileName().toString(),
                folder,
                json(folder.resolve("golden.json")),
                Files.exists(second) ? json(second) : null);
    }

    static Mapping json(Path file) throws IOException {
        return (Mapping) DOCUMENTS.json(Files.readAllBytes(file), file.toString());
    }

    String id() {
        return renderer + "/" + name;
    }

    /** Links of the machine: name and address. */
    Map<String, String> nics() {
        return texts(record.mapping("nics"));
    }

    /** Files that were put there before the run. */
    Map<String, String> before() {
        var files = new LinkedHashMap<>(texts(record.mapping("pre")));
        files.put("/run/cloud-init/cloud.cfg", record.text("run_cloud_cfg_before", ""));
        return files;
    }

    private static Map<String, String> texts(Mapping mapping) {
        var texts = new LinkedHashMap<String, String>();
        for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
            texts.put(entry.getKey().display(), ((Scalar) entry.getValue()).display());
        }
        return texts;
    }

    /** Text of a file after a run, or the default. */
    static String content(Mapping run, String path, String otherwise) {
        return run.mapping("tree").mapping(path).text("content", otherwise);
    }

    /** The distribution's template of {@code /etc/hosts}, of what the run made of it; or empty. */
    String hostsTemplate() {
        String made = content(record, "/etc/hosts", "");
        for (String line : made.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3 && words[0].equals("127.0.1.1")) {
                String names = words[1] + " " + words[2];
                return "## template:jinja\n" + made.replace(names, "{{fqdn}} {{hostname}}");
            }
        }
        return "";
    }

    /** Every file of the drive, by its path in the drive. */
    Map<String, byte[]> drive() {
        var files = new LinkedHashMap<String, byte[]>();
        Path drive = folder.resolve("config-drive");
        if (Files.isDirectory(drive)) {
            try (Stream<Path> all = Files.walk(drive)) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    files.put("/" + drive.relativize(file), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** Whether the run went on to the modules, whose programs only note here that they were run. */
    boolean runsModules() {
        return name.startsWith("local_")
                || name.equals("v1_drive")
                || name.equals("second_boot_same_iid_local");
    }

    /** What can be compared of such a run: the stage's own files, not those of programs. */
    GoldenTree comparable(GoldenTree tree) {
        if (!runsModules()) {
            return tree;
        }
        var kept = new TreeMap<>(tree.nodes());
        kept.keySet().removeIf(GoldenRun::isModules);
        return new GoldenTree(kept);
    }

    private static boolean isModules(String path) {
        return !OWN.matcher(path).find() || MODULES.matcher(path).find();
    }

    /** The files that a run left, without what it did not leave itself. */
    static GoldenTree tree(Mapping run) {
        GoldenTree.Builder tree = GoldenTree.builder();
        for (Map.Entry<Scalar, ConfigTree> entry : run.mapping("tree").entries().entrySet()) {
            String path = entry.getKey().display();
            if (!isOthers(path)) {
                add(tree, path, (Mapping) entry.getValue());
            }
        }
        return tree.build();
    }

    /** What udev, {@code netplan generate}, Python and the machine of that run wrote. */
    private static boolean isOthers(String path) {
        return path.startsWith("/run/systemd")
                || path.startsWith("/run/udev")
                || path.equals("/dev/console")
                || path.endsWith("/data/python-version");
    }

    private static void add(GoldenTree.Builder tree, String path, Mapping node) {
        // The recorded machine's hostnamectl was a script that left the file executable.
        int mode =
                path.equals("/etc/hostname") ? 0644 : Integer.parseInt(node.text("mode", "0"), 8);
        switch (node.text("type", "")) {
            case "dir" -> tree.folder(path, mode);
            case "link" -> tree.link(path, node.text("target", ""));
            case "deleted" -> {}
            default ->
                    // Ours is no pickle: another name, the same place and mode.
                    tree.file(
                            path.replace("/obj.pkl", "/obj.json"),
                            mode,
                            node.text("content", "(pickle)").getBytes(StandardCharsets.UTF_8));
        }
    }
}
