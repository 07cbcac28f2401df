package org.cloudinit.dist.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.dist.Program;
import org.cloudinit.dist.Program.Run;
import org.cloudinit.dist.command.Caller;

/** A machine in a scratch folder whose state files a test writes as it likes. */
final class StateMachine {
    private final Path root;

    StateMachine(Path root) {
        this.root = root;
    }

    Path path(String path) {
        return root.resolve(path.substring(1));
    }

    void put(String path, String text) throws IOException {
        Files.createDirectories(path(path).getParent());
        Files.writeString(path(path), text);
    }

    void folder(String path) throws IOException {
        Files.createDirectories(path(path));
    }

    void link(String path, Path target) throws IOException {
        Files.createDirectories(path(path).getParent());
        Files.createSymbolicLink(path(path), target);
    }

    Run run(String... words) {
        return run(new Caller(true, Map.of()), words);
    }

    Run run(Caller caller, String... words) {
        var all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(List.of(words));
        return Program.run(caller, InputStream.nullInputStream(), all.toArray(String[]::new));
    }
}
