package org.cloudinit.net.render;

import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** Paths of the machine, as the settings of distributions write them. */
public final class Paths {
    private Paths() {}

    /** {@code etc/x} and {@code /etc/x} alike. */
    public static String absolute(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    /** The first of the folders that has a program, with its name; null where none has. */
    public static @Nullable String program(HostFiles files, String name, String... folders) {
        for (String folder : folders) {
            String path = folder + "/" + name;
            if (files.isExecutable(path)) {
                return path;
            }
        }
        return null;
    }
}
