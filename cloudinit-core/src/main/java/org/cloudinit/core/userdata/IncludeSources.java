package org.cloudinit.core.userdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.cloudinit.core.web.ShownAddress;
import org.cloudinit.core.web.WebReader;
import org.jspecify.annotations.Nullable;

/**
 * Includes of files of the machine and, once the network is up, of other addresses. Before that
 * they are reported, unless an earlier stage kept a copy.
 *
 * @param root the machine's files
 * @param cacheDirectory folder of the kept copies ({@code instance/data/urlcache})
 * @param web the network, or null while there is none
 * @param limits bound on the size
 * @param reporter takes what cannot be had
 */
record IncludeSources(
        HostRoot root,
        String cacheDirectory,
        @Nullable WebReader web,
        UserDataLimits limits,
        Reporter reporter)
        implements Includes {
    private static final String ACT = "including user-data";
    private static final String FILE = "file:";

    @Override
    public @Nullable Slice fetch(String url, boolean once) {
        try {
            return once ? fetchOnce(url) : fetchNow(url);
        } catch (IOException e) {
            report(
                    "user-data.include-failed",
                    ShownAddress.of(url) + " cannot be read: " + reason(e),
                    "Check the address.");
            return null;
        }
    }

    private @Nullable Slice fetchOnce(String url) throws IOException {
        String copy = cacheDirectory + "/" + md5(url);
        if (root.exists(copy)) {
            return Slice.of(root.read(copy, limits.bytes()));
        }
        Slice fetched = fetchNow(url);
        if (fetched != null) {
            keep(url, copy, fetched);
        }
        return fetched;
    }

    /** A copy that cannot be kept is fetched again on the next boot. */
    private void keep(String url, String copy, Slice fetched) {
        try {
            root.write(copy, Secret.sharing(fetched.bytes(), fetched.from(), fetched.to()), 0600);
        } catch (IOException e) {
            report(
                    "user-data.include-not-kept",
                    "no copy of " + ShownAddress.of(url) + " is kept: " + reason(e),
                    "Check that the disk is mounted read-write and has room.");
        }
    }

    private @Nullable Slice fetchNow(String url) throws IOException {
        String path = path(url);
        if (path != null) {
            return Slice.of(root.read(path, limits.bytes()));
        }
        if (web != null) {
            return Slice.of(web.read(url, limits.bytes()));
        }
        report(
                "user-data.include-needs-network",
                ShownAddress.of(url) + " is no file of this machine",
                "Files are named as file:///path. What needs a network is fetched by cloud-init init"
                        + " from a data source of mode net.");
        return null;
    }

    /**
     * The file that an address names, as the reference finds it: the host's name does not count.
     */
    private static @Nullable String path(String url) {
        if (url.startsWith("/")) {
            return url;
        }
        if (!url.regionMatches(true, 0, FILE, 0, FILE.length())) {
            return null;
        }
        String rest = url.substring(FILE.length());
        int slash = rest.startsWith("//") ? rest.indexOf('/', 2) : rest.indexOf('/');
        return slash < 0 ? "/" : rest.substring(slash);
    }

    private void report(String code, String message, String remedy) {
        reporter.report(Problem.warning(code, ACT, Origin.BUILT_IN, message, remedy));
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "it is not there" : "" + e.getMessage();
    }

    /** The name under which the original keeps a copy. */
    private static String md5(String url) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
