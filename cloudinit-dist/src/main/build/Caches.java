import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;

/**
 * The caches of loaded classes in an image: one of what a Local stage uses, and one on top of it of
 * what the later stages and the bundle framework use beside, and of what is rare. They are two,
 * because all that the first holds is loaded and linked at the start, whether it is used or not,
 * and stays in memory; of the second a class is taken when it is asked for.
 *
 * <p>The first lies where the virtual machine looks by itself. Anywhere else, the second would name
 * the path at which it was built, and be refused wherever the image is moved to.
 */
final class Caches {
    private static final String LOCAL_STAGE = "lib/server/classes.jsa";
    private static final String BESIDE = "lib/cloud-init-beside.jsa";
    private static final String REASON = "this machine is for training alone";
    private static final int ROUNDS = 6;

    private final Path image;
    private final Path work;

    Caches(Path image, Path work) {
        this.image = image;
        this.work = work;
    }

    /**
     * Makes both, by runs of the main job on the sample machine.
     *
     * @param bundle folder with the source of a bundle that a second machine has
     * @param modules folder with the image's modules
     */
    void train(Path sample, Path bundle, Path modules) throws IOException, InterruptedException {
        Path all = work.resolve("classes.list");
        run("all", machine(sample, "root"), sample, "-XX:DumpLoadedClassList=" + all);
        trainLocalStage(sample, all);
        Path machine = machineWithBundle(sample, bundle, modules);
        run("all", machine, sample, "-XX:ArchiveClassesAtExit=" + image.resolve(BESIDE));
        needed(image.resolve(BESIDE));
        if (!Files.readString(machine.resolve("var/log/cloud-init.log")).contains(REASON)) {
            throw new IllegalStateException("the bundle took no part in the training");
        }
    }

    /**
     * Of the classes that were loaded those are kept that a Local stage initialises, and what it
     * turns out to miss without the others: interfaces, and classes that are asked about alone.
     */
    private void trainLocalStage(Path sample, Path all) throws IOException, InterruptedException {
        Path whole = work.resolve("whole.jsa");
        dump(all, whole);
        Path log = work.resolve("classes.log");
        String cache = "-XX:SharedArchiveFile=" + whole;
        localStage(sample, cache, "-Xlog:class+init=info:file=" + log + "::filecount=0");
        Set<String> used = ClassLists.initialised(log);
        Path kept = work.resolve("local-stage.list");
        for (int round = 0; round < ROUNDS; round++) {
            ClassLists.keepOnly(used, all, kept);
            dump(kept, image.resolve(LOCAL_STAGE));
            localStage(sample, "-Xlog:class+load=info:file=" + log + "::filecount=0");
            if (!used.addAll(ClassLists.outsideOfCache(log))) {
                return;
            }
        }
        throw new IllegalStateException("the cache of a Local stage still grows, see " + log);
    }

    private void localStage(Path sample, String... options)
            throws IOException, InterruptedException {
        run("local", machine(sample, "root"), sample, options);
    }

    /** Makes a cache, with its classes linked, of a list. */
    private void dump(Path list, Path cache) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        java(
                List.of(
                        "-Xshare:dump",
                        "-XX:+AOTClassLinking",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + cache,
                        "-m",
                        "org.cloudinit.dist/org.cloudinit.dist.Main"));
        needed(cache);
    }

    /** Takes the caches of another build of the same image. */
    void copyFrom(Path other) throws IOException {
        for (String cache : List.of(LOCAL_STAGE, BESIDE)) {
            Files.copy(other.resolve(cache), image.resolve(cache));
        }
    }

    /** Told to use the caches or not to start at all, the virtual machine starts. */
    void prove() throws IOException, InterruptedException {
        start("-Xshare:on");
        start("-Xshare:on", "-XX:SharedArchiveFile=" + image.resolve(BESIDE));
    }

    private void start(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(image.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-m", "org.cloudinit.dist/org.cloudinit.dist.Main", "--version"));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("a cache does not fit the image: " + command);
        }
    }

    private Path machine(Path sample, String name) throws IOException {
        Path root = work.resolve(name);
        FileTree.delete(root);
        FileTree.copy(sample.resolve("root"), root, StandardCopyOption.COPY_ATTRIBUTES);
        FileTree.copy(
                sample.resolveSibling("training"),
                root,
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        return root;
    }

    private Path machineWithBundle(Path sample, Path bundle, Path modules) throws IOException {
        Path root = machine(sample, "root-with-bundle");
        Path folder = root.resolve("etc/cloud/bundles");
        Files.createDirectories(folder);
        for (Path one = folder; one.startsWith(root); one = one.getParent()) {
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        pack(bundle, modules, folder.resolve("training.jar"));
        Files.writeString(
                root.resolve("etc/cloud/cloud.cfg.d/10_training.cfg"),
                "datasource_list: [Training, ConfigDrive, None]\n");
        return root;
    }

    /**
     * Runs stages: on a machine with the sample drive, and on one that has the drive's files in its
     * seed folder.
     *
     * @param stages which ones, {@code local} or {@code all}
     */
    private void run(String stages, Path root, Path sample, String... options)
            throws IOException, InterruptedException {
        Path seeded = machine(sample, "root-with-seed");
        FileTree.copy(
                sample.resolve("config-drive"),
                Files.createDirectories(seeded.resolve("var/lib/cloud/seed/config_drive")));
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-m", "org.cloudinit.dist/org.cloudinit.dist.Training"));
        arguments.addAll(List.of(stages, seeded.toString(), "--root", root.toString()));
        arguments.addAll(List.of("--config-drive", sample.resolve("config-drive.iso").toString()));
        arguments.addAll(List.of("init", "--local"));
        java(arguments);
    }

    private void java(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(image.resolve("bin/java").toString()));
        command.addAll(arguments);
        Path log = work.resolve("training.log");
        int code =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IllegalStateException("training ended with " + code + ", see " + log);
        }
    }

    private void needed(Path cache) {
        if (!Files.exists(cache)) {
            throw new IllegalStateException("training made no " + cache + ", see " + work);
        }
    }

    /** Compiles a bundle. */
    private void pack(Path source, Path modules, Path jar) throws IOException {
        Path classes = work.resolve("bundle");
        FileTree.delete(classes);
        Path program = source.resolve("org/cloudinit/training/Training.java");
        int code =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                new PrintWriter(System.out, true),
                                new PrintWriter(System.err, true),
                                "-d",
                                classes.toString(),
                                "--module-path",
                                modules.toString(),
                                "--add-modules",
                                "org.cloudinit.api,org.apache.felix.framework",
                                program.toString());
        if (code != 0) {
            throw new IllegalStateException("the bundle of the training does not compile");
        }
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.cloudinit.training");
        main.putValue("Bundle-Activator", "org.cloudinit.training.Training");
        main.putValue(
                "Import-Package",
                "org.cloudinit.api.instance,org.cloudinit.api.network,org.cloudinit.api.report,"
                        + "org.cloudinit.api.spi,org.osgi.framework");
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file, manifest)) {
            String name = "org/cloudinit/training/Training.class";
            out.putNextEntry(new JarEntry(name));
            Files.copy(classes.resolve(name), out);
            out.closeEntry();
        }
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
