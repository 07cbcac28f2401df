import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Makes the run-time image: links the modules with jlink, adds the starter, and trains the caches
 * with the image's own java on the sample drive. Run by the build as a source file.
 *
 * <p>Arguments: the folder with the image's other files, the sample folder, the folder with the
 * modules, the jar of the launcher, the output folder, the work folder, {@code train} or the folder
 * with the caches of another build of the same image, and {@code all} or the names of modules that
 * are left out, with commas.
 */
void main(String[] args) throws IOException, InterruptedException {
    Path here = Path.of(args[0]);
    Path sample = Path.of(args[1]);
    Path modules = Path.of(args[2]);
    Path launcher = Path.of(args[3]);
    Path image = Path.of(args[4]).toAbsolutePath().normalize();
    Path work = Path.of(args[5]);
    FileTree.delete(image);
    Path straight = work.resolve("modules");
    straighten(jars(modules, launcher, args[7]), straight);
    link(straight, image);
    Files.copy(
            here.resolve("bin/cloud-init"),
            image.resolve("bin/cloud-init"),
            StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(image.resolve("bin/cloud-id"), Path.of("cloud-init"));
    Files.deleteIfExists(image.resolve("bin/keytool"));
    var caches = new Caches(image, work);
    if (args[6].equals("train")) {
        caches.train(sample, here.resolve("bundle"), straight);
    } else {
        caches.copyFrom(Path.of(args[6]));
    }
    caches.prove();
}

/**
 * Options of every start. Serial collector and first compiler only: the program lives for
 * milliseconds. The logs of the virtual machine would land in the boot's console, so only errors of
 * it are shown; that a cache does not fit is none, and the program's own log tells it. The class
 * library itself calls a method by reflection when it starts a program, once: by the native way
 * that makes no class.
 *
 * <p>The cache of classes is mapped where it was made for: at another address, which is the virtual
 * machine's own choice, every start writes new pointers into all of it. Heap, code and the tables
 * of strings and symbols have the size of a boot, for those of a server are prepared at every
 * start: what a usual boot allocates fits into the young generation, and more makes the heap grow.
 * What a container may use of the machine is not looked up in files of the kernel: the heap has its
 * limit, and only batches share their work among processors. Profiles of methods are not asked for,
 * and the bundle framework takes no bundle as an extension of itself, for which it would look into
 * the platform's class loader at every start.
 */
static final List<String> VM_OPTIONS =
        List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=8",
                "-XX:-UsePerfData",
                "-XX:-UseContainerSupport",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-XX:-AOTReplayTraining",
                "-Xmx256m",
                "-Xms24m",
                "-Xmn12m",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:StringTableSize=1024",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:SymbolTableSize=2048",
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "-Dfelix.extensions.disable=true",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:aot*=off:stderr",
                "-Xlog:cds*=off:stderr");

/** The jars of the image; some may be left out by their modules' names. */
static List<Path> jars(Path modules, Path launcher, String without) throws IOException {
    var jars = new ArrayList<Path>();
    try (var files = Files.list(modules)) {
        for (Path file : (Iterable<Path>) files.sorted()::iterator) {
            if (file.toString().endsWith(".jar")
                    && !List.of(without.split(",")).contains(ModuleManifests.moduleOf(file))) {
                jars.add(file);
            }
        }
    }
    jars.add(launcher);
    return jars;
}

/**
 * Links every module of the project: a data source or handler is reached by its service alone, so
 * no module names it. Libraries come along where one of ours requires them.
 */
static void link(Path modules, Path image) throws IOException, InterruptedException {
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
    arguments.addFirst(Path.of(System.getProperty("java.home"), "bin", "jlink").toString());
    // In a process of its own: jlink orders its plugins by hashes of objects, which here would
    // depend
    // on what was done before, and one strips what another one makes.
    int code = new ProcessBuilder(arguments).inheritIO().start().waitFor();
    if (code != 0) {
        throw new IllegalStateException("jlink ended with " + code);
    }
}

/**
 * The modules as they go into the image: see {@link StraightSwitches}, {@link StraightRecords},
 * {@link LateConstants}, {@link LeanFramework}, {@link MissingDescriptor}, {@link ModuleManifests}.
 */
static void straighten(List<Path> jars, Path straight) throws IOException {
    FileTree.delete(straight);
    Files.createDirectories(straight);
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
        UnaryOperator<byte[]> ours = bytes -> records.apply(switches.apply(bytes));
        var constants = new LateConstants(classes);
        var framework = new LeanFramework(classes);
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            Path to = straight.resolve(name);
            if (name.startsWith("cloudinit-bundles-")) {
                rewrite(jar, to, classes(ours));
                ModuleManifests.add(jars, to);
            } else if (name.startsWith("cloudinit-")) {
                rewrite(jar, to, classes(ours));
            } else if (name.startsWith("jackson-core-")) {
                rewrite(jar, to, classes(constants::apply));
            } else if (name.startsWith("json-schema-")) {
                MissingDescriptor.add(jar, to, "json.schema");
            } else if (name.startsWith("org.apache.felix.framework-")) {
                rewrite(jar, to, framework::entry);
            } else {
                Files.copy(jar, to);
            }
        }
        framework.check();
        System.out.println(
                "image: "
                        + switches.count()
                        + " pattern switches straightened, "
                        + records.count()
                        + " methods of records written out");
    }
}

/** A change of a jar's classes, as one of its entries. The module descriptor is no class. */
static BiFunction<String, byte[], byte[]> classes(UnaryOperator<byte[]> change) {
    return (name, bytes) ->
            name.endsWith(".class") && !name.endsWith("module-info.class")
                    ? change.apply(bytes)
                    : bytes;
}

/** Copies a jar with its entries changed: a name and a content give another content. */
static void rewrite(Path from, Path to, BiFunction<String, byte[], byte[]> change)
        throws IOException {
    try (var jar = new JarFile(from.toFile());
            var out = new JarOutputStream(Files.newOutputStream(to))) {
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (entry.isDirectory()) {
                continue;
            }
            out.putNextEntry(new JarEntry(entry.getName()));
            try (InputStream in = jar.getInputStream(entry)) {
                out.write(change.apply(entry.getName(), in.readAllBytes()));
            }
            out.closeEntry();
        }
    }
}
