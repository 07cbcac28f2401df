package org.cloudinit.datasource.configdrive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Files that meta-data names by {@code content_path}: they lie under {@code openstack/} of the
 * drive, and neither their place there nor their place in the machine may lead upwards.
 */
final class ContentFiles {
    /** Nova allows five; a drive with more than this is broken or hostile. */
    private static final int MOST_FILES = 1000;

    private static final long MOST_BYTES = 4L * DriveParts.CONTENT_LIMIT;

    private final DriveParts parts;

    ContentFiles(DriveParts parts) {
        this.parts = parts;
    }

    /**
     * A file's bytes and where they lie.
     *
     * @param bytes content
     * @param place for messages
     */
    record Content(byte[] bytes, String place) {}

    /**
     * The files that are to be put into the root folder. Items without a path are left out, as the
     * original does; what cannot be used is reported and left out.
     *
     * @param list value of {@code files}
     */
    List<InjectedFile> injected(@Nullable ConfigTree list) {
        if (list == null || !list.truthy()) {
            return List.of();
        }
        if (!(list instanceof Sequence items)) {
            parts.warn("config-drive.wrong-type", "files", list, "files is no list");
            return List.of();
        }
        Map<String, Secret> files = new LinkedHashMap<>();
        long total = 0;
        for (ConfigTree item : items) {
            String path = item instanceof Mapping mapping ? target(mapping) : null;
            Content content = path == null ? null : read(item, "an injected file");
            if (path == null || content == null) {
                continue;
            }
            total += content.bytes().length;
            if (total > MOST_BYTES || files.size() == MOST_FILES) {
                parts.warn(
                        "config-drive.too-much",
                        "files",
                        item,
                        "the files are too many or too large");
                break;
            }
            files.put(path, Secret.of(content.bytes()));
        }
        var injected = new ArrayList<InjectedFile>(files.size());
        files.forEach((path, content) -> injected.add(new InjectedFile(path, content)));
        return injected;
    }

    /** The absolute path that an item names, or null where it names none that can be used. */
    private @Nullable String target(Mapping item) {
        ConfigTree path = item.get("path");
        if (path == null) {
            return null;
        }
        String text = item.text("path", "");
        String absolute = text.startsWith("/") ? text : "/" + text;
        if (absolute.endsWith("/") || absolute.length() > 4096 || leadsElsewhere(absolute)) {
            parts.warn(
                    "config-drive.refused-path",
                    "files",
                    path,
                    "the path is refused: it is not the plain path of a file");
            return null;
        }
        return absolute;
    }

    /**
     * Reads the file that an item's {@code content_path} names; null, and a report, where that
     * cannot be done.
     */
    @Nullable Content read(ConfigTree item, String what) {
        String written = item instanceof Mapping mapping ? mapping.text("content_path", "") : "";
        String path = plain(written);
        if (path.isEmpty() || leadsElsewhere(path)) {
            parts.warn(
                    "config-drive.refused-path",
                    what,
                    item,
                    path.isEmpty()
                            ? "content_path is missing or empty"
                            : "content_path is refused: it leads out of the drive");
            return null;
        }
        String onDrive = "openstack/" + path;
        byte[] bytes = parts.bytes(onDrive, what, DriveParts.CONTENT_LIMIT);
        String place = parts.folder().locate(onDrive);
        if (bytes == null) {
            parts.warn(
                    "config-drive.missing-content",
                    what,
                    item.origin().equals(Origin.BUILT_IN) ? Origin.of(place) : item.origin(),
                    "the file that content_path names cannot be read");
            return null;
        }
        return new Content(bytes, place);
    }

    /** The path without empty names, so without a leading slash. */
    private static String plain(String path) {
        var plain = new StringBuilder();
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty()) {
                plain.append(plain.isEmpty() ? "" : "/").append(name);
            }
        }
        return plain.toString();
    }

    private static boolean leadsElsewhere(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (Character.isISOControl(path.charAt(i))) {
                return true;
            }
        }
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
