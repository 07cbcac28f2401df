package org.cloudinit.dist.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.dist.packaging.PackagedTree.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages as files, and the program as they install it. */
class PackagesIT {
    @BeforeAll
    static void packages() {
        PackagedTree.assumePacked();
    }

    private static final Path RUN_TIME = PackagedTree.ROOT.resolve("usr/lib/cloud-init");
    private static final long MIB = 1 << 20;

    @TempDir private Path folder;

    private static Path made(String suffix) throws IOException {
        for (Path file : PackagedTree.list(PackagedTree.PACKAGES)) {
            if (file.toString().endsWith(suffix)) {
                return file;
            }
        }
        throw new AssertionError("no " + suffix + " in " + PackagedTree.PACKAGES);
    }

    private static List<String> lines(String... words) throws IOException, InterruptedException {
        Run run = PackagedTree.run(words);
        assertEquals(0, run.code(), run.text());
        return run.text().lines().toList();
    }

    /** Mode, name and target of links, as {@code tar tv} shows them. */
    private static Set<String> entries(List<String> listing) {
        var entries = new TreeSet<String>();
        for (String line : listing) {
            String[] words = line.split(" +", -1);
            String name = words[5].replaceFirst("^(\\./|/)", "");
            String target = words.length > 6 ? " -> " + words[7] : "";
            if (!line.startsWith("d")) {
                entries.add(words[0].substring(words[0].startsWith("l") ? 10 : 0) + name + target);
            }
        }
        return entries;
    }

    /** What a machine of that distribution has to have, by the laid tree. */
    private static Set<String> expected(String distribution) throws IOException {
        var expected = new TreeSet<String>();
        Path own = PackagedTree.DISTRIBUTIONS.resolve(distribution);
        for (Path top : List.of(PackagedTree.ROOT, own)) {
            try (Stream<Path> paths = Files.walk(top)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    String name = top.relativize(path).toString();
                    if (Files.isSymbolicLink(path)) {
                        name += " -> " + Files.readSymbolicLink(path);
                    } else if (Files.isDirectory(path)) {
                        continue;
                    } else {
                        name = (Files.isExecutable(path) ? "-rwxr-xr-x" : "-rw-r--r--") + name;
                    }
                    if (top.equals(own) || !path.startsWith(PackagedTree.DISTRIBUTIONS)) {
                        expected.add(name);
                    }
                }
            }
        }
        return expected;
    }

    @Test
    void theDebHoldsTheTreeWithDebiansFiles() throws IOException, InterruptedException {
        assumeTrue(PackagedTree.has("dpkg-deb"), "no dpkg-deb");
        List<String> listing = lines("dpkg-deb", "-c", made(".deb").toString());
        assertEquals(expected("debian"), entries(listing));
        for (String line : listing) {
            assertTrue(line.contains(" root/root "), line);
        }
        assertEquals(
                configuration(),
                new TreeSet<>(lines("dpkg-deb", "-I", made(".deb").toString(), "conffiles")));
    }

    @Test
    void theRpmHoldsTheTreeWithRedHatsFiles() throws IOException, InterruptedException {
        assumeTrue(PackagedTree.has("rpm"), "no rpm");
        String format =
                "[%{FILEMODES:perms} %{FILEUSERNAME}/%{FILEGROUPNAME} 0 0 0 %{FILENAMES} -> %{FILELINKTOS}\n]";
        var listing = new ArrayList<String>();
        for (String line : lines("rpm", "-qp", "--qf", format, made(".rpm").toString())) {
            assertTrue(line.contains(" root/root "), line);
            listing.add(line.startsWith("l") ? line : line.substring(0, line.indexOf(" -> ")));
        }
        assertEquals(expected("rhel"), entries(listing));
        assertEquals(configuration(), new TreeSet<>(lines("rpm", "-qpc", made(".rpm").toString())));
    }

    /** Files that an upgrade leaves as their owner changed them. */
    private static Set<String> configuration() throws IOException {
        var files = new TreeSet<String>();
        files.add("/etc/cloud/cloud.cfg");
        files.add("/etc/cloud/cloud.cfg.d/05_logging.cfg");
        try (Stream<Path> templates =
                Files.list(Path.of("src/main/package/common/etc/cloud/templates"))) {
            templates.forEach(file -> files.add("/etc/cloud/templates/" + file.getFileName()));
        }
        return files;
    }

    @Test
    void theLimitsOfSizeAreKept() throws IOException {
        long runTime = 0;
        try (Stream<Path> paths = Files.walk(RUN_TIME)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                runTime += Files.size(path);
            }
        }
        assertTrue(runTime <= 70 * MIB, "run-time: " + runTime);
        for (String suffix : List.of(".deb", ".rpm", ".tar.zst")) {
            long size = Files.size(made(suffix));
            assertTrue(size <= 35 * MIB, suffix + ": " + size);
        }
    }

    /**
     * The virtual machine refuses to start with a cache that does not fit, when it is told to. The
     * place and the times of the files are not those of the training.
     */
    @Test
    void theCacheFitsTheRunTimeWhereverItIsInstalled() throws IOException, InterruptedException {
        Path moved = folder.resolve("elsewhere");
        assertEquals(0, PackagedTree.run("cp", "-r", RUN_TIME.toString(), moved.toString()).code());
        Files.setLastModifiedTime(
                moved.resolve("lib/modules"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        var command =
                new ArrayList<>(
                        List.of(
                                moved.resolve("bin/java").toString(),
                                "-Xshare:on",
                                "-m",
                                "org.cloudinit.dist/org.cloudinit.dist.Main",
                                "--version"));
        Run fits = PackagedTree.run(command.toArray(String[]::new));
        assertEquals(0, fits.code(), fits.text());
        command.addAll(1, List.of("--add-modules", "java.base"));
        assertEquals(1, PackagedTree.run(command.toArray(String[]::new)).code());
    }

    /** The same of the second cache, which leans on the first. */
    @Test
    void theCacheForBundlesFitsWhereverItIsInstalled() throws IOException, InterruptedException {
        Path moved = folder.resolve("elsewhere");
        assertEquals(0, PackagedTree.run("cp", "-r", RUN_TIME.toString(), moved.toString()).code());
        Files.setLastModifiedTime(
                moved.resolve("lib/modules"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        Run fits =
                PackagedTree.run(
                        moved.resolve("bin/java").toString(),
                        "-Xshare:on",
                        "-XX:SharedArchiveFile=" + moved.resolve("lib/cloud-init-beside.jsa"),
                        "-m",
                        "org.cloudinit.dist/org.cloudinit.dist.Main",
                        "--version");
        assertEquals(0, fits.code(), fits.text());
    }

    @Test
    void withoutItsCacheTheProgramRunsAndSaysSoInTheLog() throws IOException, InterruptedException {
        Path moved = folder.resolve("elsewhere");
        Path root = folder.resolve("root");
        Files.createDirectories(root.resolve("etc/cloud"));
        assertEquals(0, PackagedTree.run("cp", "-r", RUN_TIME.toString(), moved.toString()).code());
        String program = moved.resolve("bin/cloud-init").toString();
        String sentence = "AOT cache";
        Run with = PackagedTree.run(program, "--root", root.toString(), "-d", "init", "--local");
        assertTrue(!with.text().contains(sentence), with.text());
        Files.writeString(moved.resolve("lib/server/classes.jsa"), "not a cache");
        Run without = PackagedTree.run(program, "--root", root.toString(), "-d", "init", "--local");
        assertEquals(with.code(), without.code(), without.text());
        assertTrue(without.text().contains(sentence), without.text());
        assertTrue(!without.text().contains("[error]"), without.text());
    }

    /** Every module of the run-time image is in the list of parts, by the name of its file. */
    @Test
    void theListOfPartsNamesWhatIsLinked() throws IOException {
        Path file = PackagedTree.ROOT.resolve("usr/share/doc/cloudinit/sbom.cdx.json");
        assumeTrue(Files.exists(file), "no list of parts: built offline");
        var list = (Mapping) new TextDocuments().json(Files.readAllBytes(file), file.toString());
        assertEquals("CycloneDX", list.text("bomFormat"));
        var parts = new TreeSet<String>();
        for (var part : list.sequence("components")) {
            parts.add(String.valueOf(((Mapping) part).text("name")));
        }
        parts.add(String.valueOf(list.mapping("metadata").mapping("component").text("name")));
        String modules =
                Files.readAllLines(RUN_TIME.resolve("release")).stream()
                        .filter(line -> line.startsWith("MODULES="))
                        .findFirst()
                        .orElseThrow();
        for (String module :
                modules.substring("MODULES=\"".length(), modules.length() - 1).split(" ", -1)) {
            String name =
                    switch (module) {
                        case "java.base" -> "openjdk";
                        case "com.fasterxml.jackson.core" -> "jackson-core";
                        case "json.schema" -> "json-schema";
                        case "org.yaml.snakeyaml" -> "snakeyaml";
                        case "org.slf4j" -> "slf4j-api";
                        default ->
                                module.startsWith("org.cloudinit.")
                                        ? module.substring("org.".length()).replace('.', '-')
                                        : module;
                    };
            assertTrue(parts.contains(name), name + " is not in " + parts);
        }
    }
}
