package org.cloudinit.modules.files;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Paths as {@code os.path.abspath} makes them; a relative one counts from the root folder. */
final class AbsolutePath {
    private AbsolutePath() {}

    static String of(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/", -1)) {
            switch (name) {
                case "", "." -> {}
                case ".." -> names.pollLast();
                default -> names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    /** The folders above a path, the highest first, without the root folder. */
    static List<String> folders(String path) {
        var folders = new ArrayList<String>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            folders.add(path.substring(0, slash));
        }
        return folders;
    }
}
