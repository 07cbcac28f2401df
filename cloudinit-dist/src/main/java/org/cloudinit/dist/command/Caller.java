package org.cloudinit.dist.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who calls a command.
 *
 * @param superuser whether it is root
 * @param environment the environment's variables
 */
public record Caller(boolean superuser, Map<String, String> environment) {
    public Caller {
        environment = Map.copyOf(environment);
    }

    /** The caller of this process. Where the system does not say who that is, it is not root. */
    public static Caller ofProcess() {
        boolean superuser;
        try {
            superuser =
                    Integer.valueOf(0)
                            .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException _) {
            superuser = false;
        }
        return new Caller(superuser, System.getenv());
    }
}
