import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleFinder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * One manifest with a section for each module, instead of one in each: where the machine has
 * bundles, all of them are read at every boot, and out of a linked image that takes longer than
 * starting the framework.
 */
final class ModuleManifests {
    /** Where the module {@code org.cloudinit.bundles} looks for it. */
    private static final String PLACE = "/org/cloudinit/bundles/image.manifest";

    private ModuleManifests() {}

    /** Adds it to a jar. */
    static void add(Iterable<Path> modules, Path jar) throws IOException {
        var all = new Manifest();
        all.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (Path module : modules) {
            try (var file = new JarFile(module.toFile())) {
                Attributes main = file.getManifest().getMainAttributes();
                if (main.getValue("Bundle-SymbolicName") != null) {
                    all.getEntries().put(moduleOf(module), shown(main));
                }
            }
        }
        try (FileSystem content = FileSystems.newFileSystem(jar, Map.of());
                OutputStream out = Files.newOutputStream(content.getPath(PLACE))) {
            all.write(out);
        }
    }

    /** The name of the module in a jar. */
    static String moduleOf(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor().name();
    }

    /** What a framework acts on, but for what the image has wired already. */
    private static Attributes shown(Attributes main) {
        var shown = new Attributes();
        main.forEach(
                (name, value) -> {
                    if (name.toString().startsWith("Bundle-")
                            || name.toString().equals("Export-Package")) {
                        shown.put(name, value);
                    }
                });
        return shown;
    }
}
