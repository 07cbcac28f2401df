package org.cloudinit.dist.bundles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * The API of a module by its listing, a set of lines a package, with the packages' versions by its
 * manifest; and what a later one owes to an earlier one.
 *
 * <p>Taking something away, or adding what an implementor must provide, raises the first part of a
 * version; adding something for callers raises the second. Before 1.0.0 each is one part further to
 * the right, so that 1.0.0 stays what the first promise is called.
 *
 * @param packages by name, what each exports: a line a type, and a line a member with its type
 * @param versions by name
 */
record ApiBaseline(Map<String, Set<String>> packages, Map<String, Version> versions) {
    private static final Pattern TYPE =
            Pattern.compile(
                    "\\b(?:class|interface|record|enum) (org(?:\\.[a-z0-9]+)+)\\.([\\w$]+)");
    private static final Pattern EXPORT = Pattern.compile("^  ([\\w.]+);version=\"([\\d.]+)\"");

    /** Reads a listing and a manifest in the form of the golden files. */
    static ApiBaseline of(String listing, String manifest) {
        var packages = new TreeMap<String, Set<String>>();
        String pack = "";
        String type = "";
        for (String line : listing.lines().toList()) {
            if (!line.startsWith(" ")) {
                Matcher header = TYPE.matcher(line);
                if (!header.find()) {
                    throw new IllegalArgumentException("no type: " + line);
                }
                pack = header.group(1);
                type = header.group(2);
                packages.computeIfAbsent(pack, _ -> new TreeSet<>()).add(line);
            } else {
                packages.get(pack).add(type + ": " + line.strip());
            }
        }
        return new ApiBaseline(packages, versions(manifest));
    }

    private static Map<String, Version> versions(String manifest) {
        var versions = new HashMap<String, Version>();
        boolean exports = false;
        for (String line : manifest.lines().toList()) {
            if (!line.startsWith(" ")) {
                exports = line.equals("Export-Package:");
            } else if (exports) {
                Matcher export = EXPORT.matcher(line);
                if (export.find()) {
                    versions.put(export.group(1), Version.parseVersion(export.group(2)));
                }
            }
        }
        return versions;
    }

    /** A line for each package of a later API whose version is too low for what changed in it. */
    List<String> owedBy(ApiBaseline later) {
        var owed = new ArrayList<String>();
        packages.forEach(
                (name, before) -> {
                    Set<String> after = later.packages.get(name);
                    // A package that is gone is missed by whoever imports it.
                    if (after != null && !after.equals(before)) {
                        Version least = least(versions.get(name), isBreak(before, after));
                        Version actual = later.versions.get(name);
                        if (actual.compareTo(least) < 0) {
                            owed.add(name + " is " + actual + " and has to be " + least);
                        }
                    }
                });
        return owed;
    }

    private static boolean isBreak(Set<String> before, Set<String> after) {
        if (!after.containsAll(before)) {
            return true;
        }
        var added = new TreeSet<>(after);
        added.removeAll(before);
        // A new type's own methods break nobody.
        return added.stream()
                .anyMatch(
                        line ->
                                line.contains(": public abstract ")
                                        && before.stream().anyMatch(b -> isOf(b, line)));
    }

    private static boolean isOf(String header, String member) {
        Matcher type = TYPE.matcher(header);
        return type.find() && member.startsWith(type.group(2) + ": ");
    }

    private static Version least(Version before, boolean isBreak) {
        if (before.getMajor() == 0) {
            return isBreak
                    ? new Version(0, before.getMinor() + 1, 0)
                    : new Version(0, before.getMinor(), before.getMicro() + 1);
        }
        return isBreak
                ? new Version(before.getMajor() + 1, 0, 0)
                : new Version(before.getMajor(), before.getMinor() + 1, 0);
    }
}
