package org.cloudinit.core.userdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * Includes of files of the machine: all that can be had before the network is up. Addresses of
 * other kinds are reported and left to the network stage, unless an earlier stage kept a copy.
 *
 * @param root the machine's files
 * @param cacheDirectory folder of the kept copies ({@code instance/data/urlcache})
 * @param limits bound on the size
 * @param reporter takes what cannot be had
 */
record FileIncludes(HostRoot root, String cacheDirectory, UserDataLimits limits, Reporter reporter)
        implements Includes {
    private static final String ACT = "including user-data";

    @Override
    public @Nullable Slice fetch(String url, boolean once) {
        try {
            return once ? fetchOnce(url) : fetchFile(url);
        } catch (IOException e) {
            report(
                    "user-data.include-failed",
                    shown(url) + " cannot be read: " + reason(e),
                    "Check the address.");
            return null;
        }
    }

    private @Nullable Slice fetchOnce(String url) throws IOException {
        String copy = cacheDirectory + "/" + md5(url);
        byte[] kept = root.readIfPresent(copy);
        if (kept != null) {
            return Slice.of(kept);
        }
        Slice fetched = fetchFile(url);
        if (fetched != null) {
            root.write(new RenderedFile(copy, fetched.copy(), 0600, null));
        }
        return fetched;
    }

    private @Nullable Slice fetchFile(String url) throws IOException {
        String lower = url.toLowerCase(Locale.ROOT);
        String path = lower.startsWith("file://") ? url.substring("file://".length()) : url;
        if (!path.startsWith("/")) {
            report(
                    "user-data.include-needs-network",
                    shown(url) + " is no file of this machine",
                    "It can be had once the network is up; files are named as file:///path.");
            return null;
        }
        return Slice.of(root.read(path, limits.bytes()));
    }

    private void report(String code, String message, String remedy) {
        reporter.report(Problem.warning(code, ACT, Origin.BUILT_IN, message, remedy));
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "it is not there" : "" + e.getMessage();
    }

    /**
     * An address as it may be shown: queries, fragments and user names may hold secrets, and a line
     * that is no address at all may be a piece of some other data.
     */
    private static String shown(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0 && !url.startsWith("/")) {
            return "a line of " + url.length() + " characters";
        }
        int end = url.length();
        for (int i = 0; i < end; i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                end = i;
            }
        }
        int start = scheme < 0 ? 0 : scheme + 3;
        int at = scheme < 0 ? -1 : url.lastIndexOf('@');
        String rest = end < url.length() ? "…'" : "'";
        return at < start
                ? "'" + url.substring(0, end) + rest
                : "'" + url.substring(0, start) + "…" + url.substring(at, Math.max(at, end)) + rest;
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
