import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;

/**
 * The caches of loaded classes in an image: one of what every boot loads, and one on top of it of
 * what the bundle framework needs beside. They are two, because what a cache holds is loaded at the
 * start, whether it is needed or not; and the second leans on the first, because two whole ones
 * would be twice the size.
 *
 * <p>The first lies where the virtual machine looks by itself. Anywhere else, the second would name
 * the path at which it was built, and be refused wherever the image is moved to.
 */
final class Caches {
    private static final String EVERY_BOOT = "lib/server/classes.jsa";
    private static final String WITH_BUNDLES = "lib/cloud-init-bundles.jsa";
    private static final String REASON = "this machine is for training alone";

    private final Path image;
    private final Path work;

    Caches(Path image, Path work) {
        this.image = image;
        this.work = work;
    }

    /**
     * Makes both: a run of the main job on the sample machine each; the classes that it loads make
     * the cache.
     *
     * @param bundle folder with the source of a bundle that the second machine has
     * @param modules folder with the image's modules
     */
    void train(Path sample, Path bundle, Path modules) throws IOException, InterruptedException {
        Path root = machine(sample, "root");
        // Without the methods' profiles: they make a boot compile what it would be quicker without.
        run(
                root,
                sample,
                "-XX:-AOTRecordTraining",
                "-XX:AOTCacheOutput=" + image.resolve(EVERY_BOOT));
        needed(image.resolve(EVERY_BOOT));
        Path second = machine(sample, "root-with-bundle");
        Path folder = second.resolve("etc/cloud/bundles");
        Files.createDirectories(folder);
        for (Path one = folder; one.startsWith(second); one = one.getParent()) {
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        pack(bundle, modules, folder.resolve("training.jar"));
        Files.writeString(
                second.resolve("etc/cloud/cloud.cfg.d/10_training.cfg"),
                "datasource_list: [Training, ConfigDrive, None]\n");
        run(second, sample, "-XX:ArchiveClassesAtExit=" + image.resolve(WITH_BUNDLES));
        needed(image.resolve(WITH_BUNDLES));
        if (!Files.readString(second.resolve("var/log/cloud-init.log")).contains(REASON)) {
            throw new IllegalStateException("the bundle took no part in the training");
        }
    }

    /** Takes the caches of another build of the same image. */
    void copyFrom(Path other) throws IOException {
        for (String cache : List.of(EVERY_BOOT, WITH_BUNDLES)) {
            Files.copy(other.resolve(cache), image.resolve(cache));
        }
    }

    /** Told to use the caches or not to start at all, the virtual machine starts. */
    void prove() throws IOException, InterruptedException {
        start("-Xshare:on");
        start("-Xshare:on", "-XX:SharedArchiveFile=" + image.resolve(WITH_BUNDLES));
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

    private void run(Path root, Path sample, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(image.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-m", "org.cloudinit.dist/org.cloudinit.dist.Training"));
        command.addAll(List.of("--root", root.toString()));
        command.addAll(List.of("--config-drive", sample.resolve("config-drive.iso").toString()));
        command.addAll(List.of("init", "--local"));
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
