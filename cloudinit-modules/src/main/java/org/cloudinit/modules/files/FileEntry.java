package org.cloudinit.modules.files;

import java.math.BigInteger;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code write_files}, its forms understood.
 *
 * @param path absolute path, without {@code .} and {@code ..}
 * @param mode permission bits
 * @param owner user and group, each null where it stays
 * @param append add to the file instead of replacing it
 * @param content where the bytes come from
 */
record FileEntry(String path, int mode, Owner owner, boolean append, FileContent content) {
    private static final int DEFAULT_MODE = 0644;
    private static final String ACT = "writing files";

    /** The entry of a mapping; null, and a problem, where it has no usable path. */
    static @Nullable FileEntry of(Mapping entry, Reporter reporter) {
        ConfigTree path = entry.get("path");
        if (!(path instanceof Scalar.Text text) || text.value().isEmpty()) {
            reporter.report(
                    Problem.warning(
                            "write-files.path",
                            ACT,
                            entry.origin(),
                            "the entry has no path",
                            "Say where the file is to be; the others are written."));
            return null;
        }
        return new FileEntry(
                AbsolutePath.of(text.value()),
                mode(entry.get("permissions"), reporter),
                owner(entry.shown("owner")),
                entry.flag("append", false),
                FileContent.of(entry, reporter));
    }

    /**
     * A string is octal, a number is one already: unquoted YAML {@code 0644} has been read as octal
     * ({@code decode_perms}).
     */
    private static int mode(@Nullable ConfigTree permissions, Reporter reporter) {
        int mode =
                switch (permissions) {
                    case null -> DEFAULT_MODE;
                    case Scalar.Null _ -> DEFAULT_MODE;
                    case Scalar.Int number -> masked(number.value());
                    case Scalar.Real number when Double.isFinite(number.value()) ->
                            masked((long) number.value());
                    case Scalar.Bool bool -> bool.value() ? 1 : 0;
                    case Scalar.Text text -> octal(text.value());
                    case Scalar _, Mapping _, Sequence _ -> -1;
                };
        if (mode >= 0 || permissions == null) {
            return mode;
        }
        reporter.report(
                Problem.warning(
                        "write-files.permissions",
                        ACT,
                        permissions.origin(),
                        "the permissions are no octal number",
                        "Write them like '0644', which counts now."));
        return DEFAULT_MODE;
    }

    /** The kernel looks at the lowest twelve bits only. */
    private static int masked(long number) {
        return number == (int) number ? (int) number & 07777 : -1;
    }

    /** As Python's {@code int(text, 8)}: blanks around, a prefix, a sign; -1 if it is none. */
    private static int octal(String text) {
        String digits = text.strip();
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        if (digits.startsWith("0o") || digits.startsWith("0O")) {
            digits = digits.substring(2);
        }
        if (digits.isEmpty() || digits.length() > 22) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '7') {
                return -1;
            }
        }
        BigInteger number = new BigInteger(negative ? "-" + digits : digits, 8);
        return number.bitLength() > 31 ? -1 : masked(number.longValueExact());
    }

    /** {@code user:group}; what is empty, {@code -1} or {@code none} stays as it is. */
    private static Owner owner(@Nullable String stated) {
        String text = stated == null ? "root:root" : stated;
        int colon = text.indexOf(':');
        return new Owner(
                name(colon < 0 ? text : text.substring(0, colon)),
                name(colon < 0 ? "" : text.substring(colon + 1)));
    }

    private static @Nullable String name(String text) {
        String name = text.strip();
        return name.isEmpty() || name.equals("-1") || name.equalsIgnoreCase("none") ? null : name;
    }
}
