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
        if (objection == null && signature != null) {
            objection = signature.objection(file);
        }
        if (objection != null) {
            reporter.report(objection);
            return null;
        }
        try {
            return BundleFile.read(file);
        } catch (MalformedException wrong) {
            reporter.report(wrong.problem().as(Severity.WARNING));
        } catch (IOException failure) {
            reporter.report(unreadable(file, failure));
        }
        return null;
    }

    /** The folder that {@code bundles install} writes to. */
    public Path ofOwner() {
        return below(root, OF_OWNER);
    }

    private static void take(BundleFile bundle, Map<String, BundleFile> found, Reporter reporter) {
        BundleFile other = found.get(bundle.name());
        if (other == null) {
            found.put(bundle.name(), bundle);
            return;
        }
        boolean newer = bundle.supersedes(other);
        BundleFile left = newer ? other : bundle;
        if (newer) {
            found.put(bundle.name(), bundle);
        }
        reporter.report(
                Problem.warning(
                        "bundles.twice",
                        "loading a bundle",
                        Origin.of(left.file().toString()),
                        "it is left out: "
                                + (newer ? bundle : other).file()
                                + " is "
                                + left.name()
                                + " too, and is the one that counts",
                        "Remove one of the two."));
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
}
