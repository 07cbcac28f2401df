package org.cloudinit.dist.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every jar is the module and the bundle that its golden files say, and exports the API that they
 * list.
 *
 * <p>A difference that is meant is recorded by {@code scripts/update-goldens}; a change of an
 * {@code .api} file that takes something away also raises the package's version in the module's
 * {@code bnd.bnd} (see CONTRIBUTING.md).
 */
class BundleGoldensIT {
    private static final Path GOLDENS = Path.of("src/test/resources/bundles");
    private static final boolean UPDATE = Boolean.getBoolean("goldens.update");

    /** Listings and manifests of the last API that others were promised. */
    private static final Path BASELINE = Path.of("src/test/resources/baseline");

    private static final boolean RECORD = Boolean.getBoolean("baseline.update");

    @TestFactory
    Stream<DynamicTest> jarsAreAsTheirGoldensSay() throws IOException {
        var expected = new TreeMap<String, String>();
        for (PackagedJar jar : PackagedJar.all()) {
            expected.put(jar.name() + ".module", jar.describe());
            expected.put(jar.name() + ".manifest", jar.manifest());
            if (!jar.exportedByModule().isEmpty()) {
                expected.put(jar.name() + ".api", ApiListing.of(jar));
            }
        }
        if (UPDATE) {
            write(expected);
        }
        Stream<DynamicTest> files =
                expected.entrySet().stream()
                        .map(
                                e ->
                                        DynamicTest.dynamicTest(
                                                e.getKey(),
                                                () -> compare(e.getKey(), e.getValue())));
        var names =
                DynamicTest.dynamicTest(
                        "no other file", () -> assertEquals(expected.keySet(), goldens()));
        return Stream.concat(files, Stream.of(names));
    }

    @Test
    void manifestAndModuleExportTheSamePackages() throws IOException {
        for (PackagedJar jar : PackagedJar.all()) {
            assertEquals(jar.exportedByModule(), jar.exportedByManifest(), jar.name());
            assertEquals(jar.name(), jar.mainAttributes().getValue("Bundle-SymbolicName"));
        }
    }

    /** A package whose API is another one than that of the baseline has a higher version. */
    @Test
    void aChangedApiHasARaisedVersion() throws IOException {
        var owed = new ArrayList<String>();
        int compared = 0;
        for (PackagedJar jar : PackagedJar.all()) {
            Path listing = BASELINE.resolve(jar.name() + ".api");
            Path manifest = BASELINE.resolve(jar.name() + ".manifest");
            if (RECORD && !jar.exportedByModule().isEmpty()) {
                Files.createDirectories(BASELINE);
                Files.writeString(listing, ApiListing.of(jar));
                Files.writeString(manifest, jar.manifest());
            }
            if (Files.exists(listing)) {
                compared++;
                owed.addAll(
                        ApiBaseline.of(Files.readString(listing), Files.readString(manifest))
                                .owedBy(ApiBaseline.of(ApiListing.of(jar), jar.manifest())));
            }
        }
        assertTrue(compared > 0, "there is no baseline: this test proves nothing");
        assertEquals(List.of(), owed, "raise the versions in the modules' bnd.bnd");
    }

    /**
     * The image is linked from explicit modules alone: jlink refuses every other one. The schema
     * library's jar has no descriptor; it is given one when the image is linked.
     */
    @Test
    void noModuleIsAutomaticButTheOneThatTheImageDescribes() {
        List<String> automatic =
                ModuleLayer.boot().modules().stream()
                        .filter(m -> m.getDescriptor().isAutomatic())
                        .map(Module::getName)
                        .toList();
        assertTrue(ModuleLayer.boot().findModule("org.cloudinit.dist").isPresent());
        assertEquals(List.of("json.schema"), automatic);
    }

    private static void compare(String name, String actual) throws IOException {
        Path golden = GOLDENS.resolve(name);
        String text = Files.exists(golden) ? Files.readString(golden) : "";
        assertEquals(text, actual, "if " + name + " is meant to change: scripts/update-goldens");
    }

    private static Set<String> goldens() throws IOException {
        try (Stream<Path> files = Files.list(GOLDENS)) {
            var names = new TreeSet<String>();
            files.forEach(f -> names.add(f.getFileName().toString()));
            return names;
        }
    }

    private static void write(Map<String, String> files) throws IOException {
        Files.createDirectories(GOLDENS);
        for (String old : goldens()) {
            Files.delete(GOLDENS.resolve(old));
        }
        for (var file : files.entrySet()) {
            Files.writeString(GOLDENS.resolve(file.getKey()), file.getValue());
        }
    }
}
