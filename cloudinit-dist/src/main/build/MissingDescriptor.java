import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives a library that has no module descriptor the one that it behaves by as an automatic module:
 * all its packages are exported. jlink takes no automatic modules. What the library can use and
 * this program does not have, such as other JSON parsers, it does not require here.
 */
final class MissingDescriptor {
    private MissingDescriptor() {}

    /**
     * Copies a jar and adds a descriptor.
     *
     * @param name the name that it has as an automatic module
     * @throws IllegalStateException if it has a descriptor by now: this class is to go then
     */
    static void add(Path from, Path to, String name) throws IOException {
        try (var jar = new JarFile(from.toFile());
                var out = new JarOutputStream(Files.newOutputStream(to))) {
            var packages = new TreeSet<String>();
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.isDirectory()) {
                    continue;
                }
                String file = entry.getName();
                if (file.endsWith("module-info.class")) {
                    throw new IllegalStateException(from + " has a descriptor of its own");
                }
                if (file.endsWith(".class")) {
                    packages.add(file.substring(0, file.lastIndexOf('/')).replace('/', '.'));
                }
                out.putNextEntry(new JarEntry(file));
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
            out.putNextEntry(new JarEntry("module-info.class"));
            out.write(descriptor(name, packages));
            out.closeEntry();
        }
    }

    private static byte[] descriptor(String name, Iterable<String> packages) {
        return ClassFile.of()
                .buildModule(
                        ModuleAttribute.of(
                                ModuleDesc.of(name),
                                module -> {
                                    module.requires(
                                            ModuleDesc.of("java.base"),
                                            ClassFile.ACC_MANDATED,
                                            null);
                                    for (String exported : packages) {
                                        module.exports(PackageDesc.of(exported), 0);
                                    }
                                }));
    }
}
