package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.NetLinks;

/** Changes the fabricated links of a sandbox, and records each change. */
public final class RecordingLinks implements NetLinks {
    private final SandboxFiles files;
    private final List<String> changes = new ArrayList<>();

    RecordingLinks(SandboxFiles files) {
        this.files = files;
    }

    /** Changes so far, in order: {@code rename eth0 lan0}, {@code up eth0}. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    private Path link(String name) throws IOException {
        Path link = files.resolve("/sys/class/net/" + name);
        if (!Files.isDirectory(link)) {
            throw new IOException("no such link: " + name);
        }
        return link;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path source = link(from);
        Path target = source.resolveSibling(to);
        if (Files.exists(target)) {
            throw new IOException("renaming link " + from + ": " + to + " is there already");
        }
        if (Files.readString(source.resolve("operstate")).strip().equals("up")) {
            throw new IOException("renaming link " + from + ": it is up");
        }
        Files.move(source, target);
        changes.add("rename " + from + " " + to);
    }

    @Override
    public void up(String name) throws IOException {
        Files.writeString(link(name).resolve("operstate"), "up\n");
        changes.add("up " + name);
    }

    @Override
    public void down(String name) throws IOException {
        Files.writeString(link(name).resolve("operstate"), "down\n");
        changes.add("down " + name);
    }
}
