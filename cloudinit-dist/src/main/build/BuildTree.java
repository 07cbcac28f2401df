import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * Lays the file tree that the packages hold: {@code tree} is the same on every distribution and has
 * the rendered files of each below {@code usr/share/cloud-init/distributions}. Run by the build as
 * a source file.
 *
 * <p>Arguments: the folder of this file, the run-time image, its list of libraries (CycloneDX), the
 * output folder.
 */
void main(String[] args) throws IOException {
    Path here = Path.of(args[0]);
    Path image = Path.of(args[1]);
    Path libraries = Path.of(args[2]);
    Path out = Path.of(args[3]);
    FileTree.delete(out);
    Path tree = out.resolve("tree");
    FileTree.copy(image, tree.resolve(RUN_TIME));
    FileTree.copy(here.resolve("common"), tree);
    compress(tree.resolve("usr/share/man/man1"));
    if (Files.exists(libraries)) {
        Path list = tree.resolve("usr/share/doc/cloudinit/sbom.cdx.json");
        writeListOfParts(libraries, image, list);
        Files.copy(list, out.resolve("sbom.cdx.json"));
        // A build without a network makes none, and this one would be out of date there.
        Files.delete(libraries);
    } else {
        System.out.println("packages: no list of parts, since Maven is offline");
    }
    Files.createSymbolicLink(
            tree.resolve("usr/bin/cloud-init"), Path.of("../lib/cloud-init/bin/cloud-init"));
    render(here, tree.resolve("usr/share/cloud-init/distributions"));
    setModes(tree);
}

static final String RUN_TIME = "usr/lib/cloud-init";
static final String UNITS = "usr/lib/systemd/system/";

/** The units of the stages, in the order of a boot. */
static final List<String> STAGES =
        List.of(
                "cloud-init-local.service",
                "cloud-init-network.service",
                "cloud-config.service",
                "cloud-final.service");

/** By this older name of the network stage other units may know it. */
static final Map<String, String> ALIASES =
        Map.of("cloud-init-network.service", "cloud-init.service");

/** Renders the templates for every distribution that has properties. */
static void render(Path here, Path out) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(here.resolve("distributions.properties"))) {
        properties.load(reader);
    }
    var distributions = new TreeSet<String>();
    for (String key : properties.stringPropertyNames()) {
        distributions.add(key.substring(0, key.indexOf('.')));
    }
    for (String name : distributions) {
        Path own = out.resolve(name);
        write(here, "etc/cloud/cloud.cfg", name, properties, own);
        for (String unit : STAGES) {
            write(here, UNITS + unit, name, properties, own);
            linkUnit(unit, own.resolve(UNITS));
        }
    }
}

static void write(Path here, String file, String distribution, Properties properties, Path own)
        throws IOException {
    String template = Files.readString(here.resolve("rendered").resolve(file));
    Path target = own.resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, Template.render(template, distribution, properties));
}

/**
 * The target wants its units by the package itself: nothing has to be enabled in an image that is
 * not running, and nothing stays behind.
 */
static void linkUnit(String unit, Path units) throws IOException {
    Path wants = units.resolve("cloud-init.target.wants");
    Files.createDirectories(wants);
    Files.createSymbolicLink(wants.resolve(unit), Path.of("..", unit));
    String alias = ALIASES.get(unit);
    if (alias != null) {
        Files.createSymbolicLink(units.resolve(alias), Path.of(unit));
    }
}

/** Man pages are kept compressed; the header of the stream has no time stamp. */
static void compress(Path folder) throws IOException {
    for (Path page : list(folder)) {
        Path target = page.resolveSibling(page.getFileName() + ".gz");
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(target))) {
            Files.copy(page, stream);
        }
        Files.delete(page);
    }
}

/** Maven knows the libraries, but not the Java run-time that is linked with them. */
static void writeListOfParts(Path libraries, Path image, Path target) throws IOException {
    var release = new Properties();
    try (Reader reader = Files.newBufferedReader(image.resolve("release"))) {
        release.load(reader);
    }
    String version = release.getProperty("JAVA_VERSION").replace("\"", "");
    String runTime =
            """
            {
                  "type" : "platform",
                  "bom-ref" : "pkg:generic/openjdk@%1$s",
                  "name" : "openjdk",
                  "version" : "%1$s",
                  "description" : "the module java.base, as linked into the run-time image",
                  "scope" : "required",
                  "licenses" : [ { "expression" : "GPL-2.0-only WITH Classpath-exception-2.0" } ],
                  "purl" : "pkg:generic/openjdk@%1$s"
                },
            """
                    .formatted(version);
    String text = Files.readString(libraries);
    // The outermost list, not that of the tool which wrote it.
    String head = "\n  \"components\" : [";
    int at = text.indexOf(head);
    if (at < 0) {
        throw new IllegalStateException(libraries + " has no components");
    }
    at += head.length();
    Files.createDirectories(target.getParent());
    Files.writeString(target, text.substring(0, at) + "\n    " + runTime + text.substring(at));
}

/** Modes do not depend on the umask of whoever builds. */
static void setModes(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
        for (Path path : (Iterable<Path>) paths::iterator) {
            if (!Files.isSymbolicLink(path)) {
                boolean run = Files.isDirectory(path) || Files.isExecutable(path);
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(run ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}

static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
        return files.toList();
    }
}
