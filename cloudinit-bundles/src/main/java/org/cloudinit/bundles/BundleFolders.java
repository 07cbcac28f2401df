package org.cloudinit.bundles;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The jars that a machine adds to its image: those of packages in {@value #OF_PACKAGES}, those of
 * its owner in {@value #OF_OWNER}. Of two with one name the higher version counts, of equal ones
 * the owner's.
 */
public final class BundleFolders {
    /** Where packages put bundles. */
    public static final String OF_PACKAGES = "/usr/lib/cloud-init/bundles";

    /** Where the machine's owner puts bundles, and {@code bundles install} does. */
    public static final String OF_OWNER = "/etc/cloud/bundles";

    private final Path root;
    private final TrustRule trust;
    private final @Nullable SignatureRule signature;

    private BundleFolders(Path root, TrustRule trust, @Nullable SignatureRule signature) {
        this.root = root;
        this.trust = trust;
        this.signature = signature;
    }

    /**
     * The folders of a machine.
     *
     * @param root the machine's root folder
     * @param certificate path of the machine: the certificate that all bundles must be signed with;
     *     null where none is asked for
     * @throws IOException if the certificate cannot be read: without it no bundle may be loaded
     */
    public static BundleFolders of(Path root, @Nullable String certificate) throws IOException {
        return new BundleFolders(
                root,
                new TrustRule(root),
                certificate == null ? null : SignatureRule.of(below(root, certificate)));
    }

    /**
     * The bundles that may be loaded, by name.
     *
     * @param reporter takes what was left out, and why
     */
    public List<BundleFile> trusted(Reporter reporter) {
        var found = new TreeMap<String, BundleFile>();
        for (String folder : List.of(OF_PACKAGES, OF_OWNER)) {
            for (Path file : jars(below(root, folder), reporter)) {
                BundleFile bundle = read(file, reporter);
                if (bundle != null) {
                    take(bundle, found, reporter);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /**
     * A jar as a bundle.
     *
     * @param reporter takes why it may not be loaded
     * @return null if it may not
     */
    public @Nullable BundleFile read(Path file, Reporter reporter) {
        Problem objection = trust.objection(file);
        try {
            if (objection == null) {
                // Before the signature, whose reader takes a manifest of any size into memory.
                BundleFile jar = BundleFile.read(file);
                objection = signature == null ? null : signature.objection(file);
                if (objection == null) {
                    return jar;
                }
            }
            reporter.report(objection);
        } catch (MalformedException wrong) {
            reporter.report(wrong.problem().as(Severity.WARNING));
        } catch (IOException failure) {
            reporter.report(unreadable(file, failure));
        }
        return null;
    }

    /**
     * Whether a jar counts, or another of its name does.
     *
     * @param reporter takes which one, if it is another
     */
    public boolean counts(BundleFile jar, Reporter reporter) {
        BundleFile other = counting(jar.name());
        if (other == null || jar.supersedes(other)) {
            return true;
        }
        reporter.report(superseded(jar, other));
        return false;
    }

    /** The jar that counts of those of a name; null where there is none. */
    public @Nullable BundleFile counting(String name) {
        for (BundleFile jar : trusted(new Unheard())) {
            if (jar.name().equals(name)) {
                return jar;
            }
        }
        return null;
    }

    private static void take(BundleFile bundle, Map<String, BundleFile> found, Reporter reporter) {
        BundleFile other = found.get(bundle.name());
        boolean newer = other == null || bundle.supersedes(other);
        if (newer) {
            found.put(bundle.name(), bundle);
        }
        if (other != null) {
            reporter.report(newer ? superseded(other, bundle) : superseded(bundle, other));
        }
    }

    private static Problem superseded(BundleFile left, BundleFile other) {
        return Problem.warning(
                "bundles.twice",
                "loading a bundle",
                Origin.of(left.file().toString()),
                "it is left out: "
                        + other.file()
                        + " is "
                        + left.name()
                        + " too, and is the one that counts",
                "Remove one of the two.");
    }

    private static List<Path> jars(Path folder, Reporter reporter) {
        var jars = new ArrayList<Path>();
        if (!Files.isDirectory(folder)) {
            return jars;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        } catch (IOException failure) {
            reporter.report(unreadable(folder, failure));
        }
        jars.sort(null);
        return jars;
    }

    private static Path below(Path root, String path) {
        return root.resolve(path.substring(1)).normalize();
    }

    private static Problem unreadable(Path path, IOException failure) {
        return Problem.warning(
                "bundles.unreadable",
                "loading a bundle",
                Origin.of(path.toString()),
                "it cannot be read: " + failure.getMessage(),
                "Check its mode and the disk.");
    }

    /** For a look at the folders that is not a boot's: that one tells what is amiss. */
    private static final class Unheard implements Reporter {
        @Override
        public void report(Problem problem) {
            // Told at the next boot, and by bundles list.
        }

        @Override
        public void decided(Decision decision) {
            // Nothing is decided here.
        }
    }
}
