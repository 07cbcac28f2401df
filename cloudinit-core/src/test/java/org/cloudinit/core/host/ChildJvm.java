package org.cloudinit.core.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a class of the tests in a process of its own, as such things as umask and mounts ask for.
 */
final class ChildJvm {
    private ChildJvm() {}

    /** Runs a main class under an umask and gives its exit code. */
    static int run(String umask, Class<?> main, String... arguments) throws Exception {
        String script = "umask " + umask + "; exec \"$@\"";
        return run(List.of("sh", "-c", script, "sh"), main, arguments);
    }

    /** Runs a main class behind other words, such as those of unshare(1). */
    static int run(List<String> before, Class<?> main, String... arguments) throws Exception {
        return builder(before, main, arguments).inheritIO().start().waitFor();
    }

    /** Starts a main class whose standard output can be read. */
    static Process start(Class<?> main, String... arguments) throws IOException {
        return builder(List.of(), main, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessBuilder builder(List<String> before, Class<?> main, String... arguments) {
        var words = new ArrayList<String>(before);
        words.add(ProcessHandle.current().info().command().orElseThrow());
        words.add("-XX:TieredStopAtLevel=1");
        words.add("-cp");
        words.add(classPath());
        words.add(main.getName());
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words);
    }

    /** Where the classes of this module, of its tests and of what it needs lie. */
    private static String classPath() {
        var path = new StringBuilder();
        for (Class<?> type :
                List.of(
                        FolderRoot.class,
                        org.cloudinit.api.host.HostRoot.class,
                        org.slf4j.Logger.class)) {
            path.append(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                    .append(':');
        }
        return path + "target/test-classes";
    }
}
