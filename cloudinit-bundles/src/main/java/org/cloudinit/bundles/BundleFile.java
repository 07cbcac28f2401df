package org.cloudinit.bundles;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * A jar that says of itself that it is a bundle.
 *
 * @param file the jar, in this program's own file system
 * @param name its symbolic name, without directives
 * @param version its version, in the form that OSGi gives it
 * @param needs what its manifest asks of other bundles, as it stands there
 */
public record BundleFile(Path file, String name, String version, String needs) {
    private static final List<String> NEEDS =
            List.of("Import-Package", "DynamicImport-Package", "Require-Bundle");

    /** A jar of a few hundred bytes may unpack to a manifest that no memory holds. */
    private static final int LONGEST_MANIFEST = 1 << 20;

    static final String ACT = "reading a bundle";

    /**
     * Reads the manifest.
     *
     * @throws MalformedException if the jar is none, is damaged, or is no bundle
     * @throws IOException if it cannot be read
     */
    public static BundleFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw malformed(file, Files.exists(file) ? "it is no regular file" : "it is not there");
        }
        try (var jar = new JarFile(file.toFile(), false)) {
            Attributes main = manifest(file, jar).getMainAttributes();
            String name = main.getValue("Bundle-SymbolicName");
            String symbolic = name == null ? "" : withoutDirectives(name);
            if (symbolic.isEmpty()) {
                throw malformed(file, "its manifest has no Bundle-SymbolicName");
            }
            return new BundleFile(
                    file, symbolic, version(file, main.getValue("Bundle-Version")), needs(main));
        } catch (ZipException damaged) {
            throw malformed(file, "it is no jar, or a damaged one: " + damaged.getMessage());
        }
    }

    private static Manifest manifest(Path file, JarFile jar) throws IOException {
        ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            return new Manifest();
        }
        byte[] bytes;
        try (InputStream in = jar.getInputStream(entry)) {
            bytes = in.readNBytes(LONGEST_MANIFEST + 1);
        }
        if (bytes.length > LONGEST_MANIFEST) {
            throw malformed(file, "its manifest has more than " + LONGEST_MANIFEST + " bytes");
        }
        try {
            return new Manifest(new ByteArrayInputStream(bytes));
        } catch (IOException wrong) {
            throw malformed(file, "its manifest is damaged: " + wrong.getMessage());
        }
    }

    private static String needs(Attributes main) {
        var needs = new StringBuilder();
        for (String header : NEEDS) {
            String value = main.getValue(header);
            needs.append(value == null ? "" : value).append('\n');
        }
        return needs.toString();
    }

    private static String withoutDirectives(String name) {
        int directives = name.indexOf(';');
        return (directives < 0 ? name : name.substring(0, directives)).strip();
    }

    /** Whether this one counts if both lie on a machine; at equal versions it does. */
    boolean supersedes(BundleFile other) {
        return Version.parseVersion(version).compareTo(Version.parseVersion(other.version)) >= 0;
    }

    private static String version(Path file, @Nullable String text) {
        try {
            return Version.parseVersion(text).toString();
        } catch (IllegalArgumentException wrong) {
            throw malformed(file, "Bundle-Version '" + text + "' is no version");
        }
    }

    private static MalformedException malformed(Path file, String message) {
        return new MalformedException(
                "bundles.no-bundle",
                ACT,
                Origin.of(file.toString()),
                message,
                "Build the jar as an OSGi bundle, or take it out of the folder.");
    }
}
