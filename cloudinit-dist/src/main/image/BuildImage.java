import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;

/**
 * Makes the run-time image: links the modules with jlink, adds the starter, and trains the AOT
 * cache with the image's own java on the sample drive. Run by the build as a source file.
 *
 * <p>Arguments: the folder of this file, the sample folder, the folder with the modules, the jar of
 * the launcher, the output folder, the work folder, and {@code train}, or the cache of another
 * build of the same image.
 */
void main(String[] args) throws IOException, InterruptedException {
    Path here = Path.of(args[0]);
    Path sample = Path.of(args[1]);
    Path modules = Path.of(args[2]);
    Path launcher = Path.of(args[3]);
    Path image = Path.of(args[4]).toAbsolutePath().normalize();
    Path work = Path.of(args[5]);
    delete(image);
    Path straight = work.resolve("modules");
    straighten(modules, launcher, straight);
    link(straight, image);
    Files.copy(
            here.resolve("bin/cloud-init"),
            image.resolve("bin/cloud-init"),
            StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(image.resolve("bin/cloud-id"), Path.of("cloud-init"));
    Files.deleteIfExists(image.resolve("bin/keytool"));
    if (args[6].equals("train")) {
        train(image, sample, work);
    } else {
        Files.copy(Path.of(args[6]), cache(image));
    }
    proveCache(image);
}

/**
 * Options of every start. Serial collector and first compiler only: the program lives for
 * milliseconds. The logs of the virtual machine would land in the boot's console, so only errors of
 * it are shown; that a cache does not fit is none, and the program's own log tells it. The class
 * library itself calls a method by reflection when it starts a program, once: by the native way
 * that makes no class.
 */
static final List<String> VM_OPTIONS =
        List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=5",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "-Xss512k",
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:aot*=off:stderr",
                "-Xlog:cds*=off:stderr");

/**
 * Links every module of the project: a data source or handler is reached by its service alone, so
 * no module names it. Libraries come along where one of ours requires them.
 */
static void link(Path modules, Path image) {
    var roots = new ArrayList<String>();
    for (ModuleReference module : ModuleFinder.of(modules).findAll()) {
        if (module.descriptor().name().startsWith("org.cloudinit.")) {
            roots.add(module.descriptor().name());
        }
    }
    // The order of a set is another one in each process, and would show in the image.
    Collections.sort(roots);
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--module-path", modules.toString()));
    arguments.addAll(List.of("--add-modules", String.join(",", roots)));
    arguments.addAll(List.of("--add-options", String.join(" ", VM_OPTIONS)));
    arguments.addAll(
            List.of("--strip-debug", "--compress", "zip-9", "--no-header-files", "--no-man-pages"));
    arguments.addAll(List.of("--output", image.toString()));
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int code =
            jlink.run(
                    new PrintWriter(System.out, true),
                    new PrintWriter(System.err, true),
                    arguments.toArray(String[]::new));
    if (code != 0) {
        throw new IllegalStateException("jlink ended with " + code);
    }
}

/**
 * The modules as they go into the image: see {@link StraightSwitches}, {@link StraightRecords},
 * {@link LateConstants}, {@link MissingDescriptor}.
 */
static void straighten(Path modules, Path launcher, Path straight) throws IOException {
    delete(straight);
    Files.createDirectories(straight);
    var jars = new ArrayList<Path>();
    try (var files = Files.list(modules)) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
    }
    jars.add(launcher);
    var urls = new ArrayList<URL>();
    for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
    }
    try (var loader = new URLClassLoader(urls.toArray(URL[]::new))) {
        // The verifier's stack maps ask for the classes of all modules.
        ClassHierarchyResolver resolver =
                ClassHierarchyResolver.ofResourceParsing(loader)
                        .orElse(ClassHierarchyResolver.defaultResolver());
        ClassFile classes = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
        var switches = new StraightSwitches(classes);
        var records = new StraightRecords(classes);
        var constants = new LateConstants(classes);
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            if (name.startsWith("cloudinit-")) {
                rewrite(jar, straight.resolve(name), bytes -> records.apply(switches.apply(bytes)));
            } else if (name.startsWith("jackson-core-")) {
                rewrite(jar, straight.resolve(name), constants::apply);
            } else if (name.startsWith("json-schema-")) {
                MissingDescriptor.add(jar, straight.resolve(name), "json.schema");
            } else if (name.startsWith("org.apache.felix.framework-")) {
                rewriteDescriptor(
                        jar, straight.resolve(name), bytes -> withoutUnsafe(classes, bytes));
            } else {
                Files.copy(jar, straight.resolve(name));
            }
        }
        System.out.println(
                "image: "
                        + switches.count()
                        + " pattern switches straightened, "
                        + records.count()
                        + " methods of records written out");
    }
}

/**
 * A module descriptor that does not ask for {@code jdk.unsupported}: the framework works without
 * sun.misc.Unsafe, and with it the virtual machine prints four lines of warning at every start.
 */
static byte[] withoutUnsafe(ClassFile classes, byte[] descriptor) {
    return classes.transformClass(
            classes.parse(descriptor),
            (builder, element) ->
                    builder.with(
                            element instanceof ModuleAttribute module
                                    ? withoutUnsafe(module)
                                    : element));
}

static ModuleAttribute withoutUnsafe(ModuleAttribute module) {
    var requires = new ArrayList<>(module.requires());
    requires.removeIf(one -> one.requires().name().equalsString("jdk.unsupported"));
    return ModuleAttribute.of(
            module.moduleName(),
            module.moduleFlagsMask(),
            module.moduleVersion().orElse(null),
            requires,
            module.exports(),
            module.opens(),
            module.uses(),
            module.provides());
}

/** Copies a jar with its classes changed. */
static void rewrite(Path from, Path to, UnaryOperator<byte[]> change) throws IOException {
    rewrite(from, to, change, UnaryOperator.identity());
}

/** Copies a jar with its module descriptor changed. */
static void rewriteDescriptor(Path from, Path to, UnaryOperator<byte[]> change) throws IOException {
    rewrite(from, to, UnaryOperator.identity(), change);
}

static void rewrite(
        Path from, Path to, UnaryOperator<byte[]> change, UnaryOperator<byte[]> descriptor)
        throws IOException {
    try (var jar = new JarFile(from.toFile());
            var out = new JarOutputStream(Files.newOutputStream(to))) {
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (entry.isDirectory()) {
                continue;
            }
            out.putNextEntry(new JarEntry(entry.getName()));
            try (InputStream in = jar.getInputStream(entry)) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().endsWith("module-info.class")) {
                    out.write(descriptor.apply(bytes));
                } else {
                    out.write(entry.getName().endsWith(".class") ? change.apply(bytes) : bytes);
                }
            }
            out.closeEntry();
        }
    }
}

/** One run of the main job on the sample machine; the classes that it loads make the cache. */
static void train(Path image, Path sample, Path work) throws IOException, InterruptedException {
    Path root = work.resolve("root");
    delete(root);
    copy(sample.resolve("root"), root);
    copy(sample.resolveSibling("training"), root);
    Path cache = cache(image);
    List<String> command =
            List.of(
                    image.resolve("bin/java").toString(),
                    "-XX:AOTCacheOutput=" + cache,
                    "-m",
                    "org.cloudinit.dist/org.cloudinit.dist.Training",
                    "--root",
                    root.toString(),
                    "--config-drive",
                    sample.resolve("config-drive.iso").toString(),
                    "init",
                    "--local");
    Path log = work.resolve("training.log");
    int code =
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
    if (code != 0 || !Files.exists(cache)) {
        throw new IllegalStateException("training ended with " + code + ", see " + log);
    }
}

static Path cache(Path image) {
    return image.resolve("lib/cloud-init.aot");
}

/** Told to use the cache or not to start at all, the virtual machine starts. */
static void proveCache(Path image) throws IOException, InterruptedException {
    int code =
            new ProcessBuilder(
                            image.resolve("bin/java").toString(),
                            "-XX:AOTMode=on",
                            "-XX:AOTCache=" + cache(image),
                            "-m",
                            "org.cloudinit.dist/org.cloudinit.dist.Main",
                            "--version")
                    .inheritIO()
                    .start()
                    .waitFor();
    if (code != 0) {
        throw new IllegalStateException("the AOT cache does not fit the image: " + code);
    }
}

static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
        for (Path path : (Iterable<Path>) paths::iterator) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(
                        path,
                        target,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}

static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
        return;
    }
    Files.walkFileTree(
            folder,
            new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                        throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException error)
                        throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
}
