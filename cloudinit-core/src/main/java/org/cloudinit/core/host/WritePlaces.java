package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a write goes. Below the state folders, whose content the stage trusts on its next boot,
 * links do not lead a write astray: one at the end of the path is replaced, one on the way may lead
 * from state folder to state folder ({@code instance}) and nowhere else. A state folder itself may
 * be reached through links: the machine's owner may have moved it to another disk. The way to it is
 * the owner's, and looked at once: a stage writes fifty times below it.
 */
final class WritePlaces {
    private final RootedPaths paths;
    private final Map<String, Path> ways = new ConcurrentHashMap<>();
    private List<String> stateFolders;

    WritePlaces(RootedPaths paths, List<String> stateFolders) {
        this.paths = paths;
        this.stateFolders = List.copyOf(stateFolders);
    }

    /** Guards further folders. */
    void guard(List<String> folders) {
        var all = new ArrayList<String>(stateFolders);
        all.addAll(folders);
        stateFolders = List.copyOf(all);
    }

    /** The place of a file whose content is to be replaced. */
    Path content(String written) throws IOException {
        String path = plain(written);
        String state = stateFolder(path);
        if (state != null) {
            return guarded(state, path);
        }
        refuseTraversal(path);
        Path entry = paths.toEntry(path);
        return Files.isSymbolicLink(entry) ? paths.walk(path, true) : entry;
    }

    /** The place of an entry that is to be made, replaced or removed as such. */
    Path entry(String written) throws IOException {
        String path = plain(written);
        String state = stateFolder(path);
        if (state != null) {
            return guarded(state, path);
        }
        refuseTraversal(path);
        return paths.toEntry(path);
    }

    /** The place of something that is changed as it is. */
    Path existing(String path) throws IOException {
        Path place = content(path);
        if (stateFolder(plain(path)) != null && Files.isSymbolicLink(place)) {
            throw new IOException("it is a symbolic link, which is not followed here");
        }
        return place;
    }

    /** The place of a folder that is to be there. */
    Path folder(String written) throws IOException {
        String path = plain(written);
        refuseTraversal(path);
        String state = stateFolder(path);
        if (state == null) {
            return paths.walk(path, true);
        }
        Path place = walk(state, path, true);
        refuseAstray(path, place, place);
        return place;
    }

    private Path guarded(String state, String path) throws IOException {
        refuseTraversal(path);
        Path straight = paths.straight(path);
        Path straightFolder = straight.getParent();
        if (straightFolder != null && RootedPaths.isReal(straightFolder)) {
            return straight;
        }
        Path entry = walk(state, path, false);
        Path folder = entry.getParent();
        if (folder == null) {
            throw new IOException("it is the root folder");
        }
        refuseAstray(path, entry, folder);
        return entry;
    }

    /** Follows a path from above its state folder on. */
    private Path walk(String state, String path, boolean followLast) throws IOException {
        String above = state.substring(0, state.lastIndexOf('/'));
        Path way = ways.get(above);
        if (way == null) {
            way = paths.walk("/" + above, true);
            ways.put(above, way);
        }
        return paths.walk(way, path.substring(above.length()), followLast);
    }

    /** Where no link was met, the place is below the state folder as the path says. */
    private void refuseAstray(String path, Path entry, Path place) throws IOException {
        if (!entry.equals(paths.straight(path))) {
            refuseOutside(place);
        }
    }

    private void refuseOutside(Path real) throws IOException {
        for (String folder : stateFolders) {
            if (real.startsWith(paths.walk(folder, true))) {
                return;
            }
        }
        throw new IOException("a symbolic link on the way leads out of the state folders");
    }

    /** The state folder that a path lies below; the folder itself does not. Null for others. */
    private @Nullable String stateFolder(String path) {
        for (String folder : stateFolders) {
            if (path.startsWith(folder)
                    && path.length() > folder.length() + 1
                    && path.charAt(folder.length()) == '/') {
                return folder;
            }
        }
        return null;
    }

    /** A path without empty names and {@code .}, as nearly every one is written. */
    private static String plain(String path) {
        return path.contains("//") || path.contains("/.") || path.endsWith("/")
                ? "/" + String.join("/", RootedPaths.names(path))
                : path;
    }

    private static void refuseTraversal(String path) throws IOException {
        if (path.contains("..") && RootedPaths.names(path).contains("..")) {
            throw new IOException("a path with .. in it is not written to");
        }
    }
}
