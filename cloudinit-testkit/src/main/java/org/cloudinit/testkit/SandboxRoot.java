package org.cloudinit.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes under a scratch folder. Passes the same contract as the real root, {@link
 * HostRootContract}, but for what a power loss leaves. Owners are remembered and not set: a test
 * runs as anyone.
 */
public final class SandboxRoot extends SandboxFiles implements HostRoot {
    private final Map<String, Owner> owners = new TreeMap<>();
    private final List<String> state =
            new ArrayList<>(List.of("/var/lib/cloud/", "/run/cloud-init/"));
    private final Set<String> locks = new TreeSet<>();

    /** Files under a folder, which must be there. */
    public SandboxRoot(Path root) throws IOException {
        super(root);
    }

    /** Owners that were asked for, by path. */
    public Map<String, Owner> owners() {
        return Map.copyOf(owners);
    }

    /** Who owns a file is what was asked for; without it is root's. */
    @Override
    public @Nullable FileFacts facts(String path) throws IOException {
        FileFacts facts = super.facts(path);
        Owner owner = owners.get(path);
        return facts == null || owner == null
                ? facts
                : new FileFacts(
                        facts.kind(),
                        facts.mode(),
                        facts.size(),
                        number(owner.user(), "/etc/passwd"),
                        number(owner.group(), "/etc/group"));
    }

    private int number(@Nullable String name, String table) throws IOException {
        byte[] bytes = readIfPresent(table);
        String lines = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        for (String line : lines.split("\n", -1)) {
            String[] fields = line.split(":", -1);
            if (fields[0].equals(name) && fields.length > 2) {
                return Integer.parseInt(fields[2]);
            }
        }
        return name == null || name.equals("root") ? 0 : Integer.parseInt(name);
    }

    private Path place(String path, boolean followLast) throws IOException {
        if (Arrays.asList(path.split("/", -1)).contains("..")) {
            throw new IOException("writing " + path + ": .. is not followed");
        }
        if (!isState(path)) {
            return locate(path, followLast);
        }
        Path place = locate(path, false);
        for (String folder : state) {
            if (place.startsWith(locate(folder, true))) {
                return place;
            }
        }
        throw new IOException("writing " + path + ": a link leads out of the state folders");
    }

    private boolean isState(String path) {
        String plain = path.replace("/./", "/").replace("//", "/");
        return state.stream().anyMatch(plain::startsWith);
    }

    @Override
    public void write(RenderedFile file) throws IOException {
        Path target = place(file.path(), true);
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("writing " + file.path() + ": it is a folder");
        }
        makeParents(file.path(), target);
        Path temporary = target.resolveSibling(".sandbox-temporary");
        Files.write(temporary, file.content());
        Files.setAttribute(temporary, "unix:mode", file.mode());
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        if (file.owner() != null) {
            owners.put(file.path(), file.owner());
        }
    }

    private static void makeParents(String path, Path target) throws IOException {
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException("writing " + path + ": it is the root folder");
        }
        makeFolder(path, parent, 0755);
    }

    private static void makeFolder(String path, Path folder, int mode) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("making " + path + ": not a folder on the way");
        }
        makeParents(path, folder);
        Files.createDirectory(folder);
        Files.setAttribute(folder, "unix:mode", mode);
    }

    @Override
    public void append(String path, byte[] bytes, int mode) throws IOException {
        try (OutputStream stream = openAppend(path, mode)) {
            stream.write(bytes);
        }
    }

    @Override
    public OutputStream openAppend(String path, int mode) throws IOException {
        Path target = existing(path);
        if (!Files.exists(target)) {
            makeParents(path, target);
            Files.createFile(target);
            Files.setAttribute(target, "unix:mode", mode);
        }
        return Files.newOutputStream(target, StandardOpenOption.APPEND);
    }

    private Path existing(String path) throws IOException {
        Path target = place(path, true);
        if (Files.isSymbolicLink(target)) {
            throw new IOException("writing " + path + ": it is a link");
        }
        return target;
    }

    @Override
    public void createDirectory(String path, int mode) throws IOException {
        place(path, true);
        makeFolder(path, locate(path, true), mode);
    }

    @Override
    public void link(String path, String target) throws IOException {
        Path place = place(path, false);
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("linking " + path + ": it is a folder");
        }
        makeParents(path, place);
        Files.deleteIfExists(place);
        Files.createSymbolicLink(place, Path.of(target));
    }

    @Override
    public void delete(String path) throws IOException {
        Path place = place(path, false);
        if (place.equals(folder())) {
            throw new IOException("removing " + path + ": it is the root folder");
        }
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(place)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Override
    public void changeMode(String path, int mode) throws IOException {
        Files.setAttribute(existing(path), "unix:mode", mode);
    }

    @Override
    public void changeOwner(String path, Owner owner) throws IOException {
        if (!Files.exists(existing(path))) {
            throw new NoSuchFileException(path);
        }
        owners.put(path, owner);
    }

    @Override
    public void together(Changes changes) throws IOException {
        changes.make();
    }

    @Override
    public void guard(List<String> folders) {
        for (String folder : folders) {
            state.add(folder + "/");
        }
    }

    /** Excludes within this object: a sandbox belongs to one test. */
    @Override
    public @Nullable Closeable lock(String path, long patienceMillis) throws IOException {
        if (!locks.add(path)) {
            return null;
        }
        append(path, new byte[0], 0600);
        return () -> {
            delete(path);
            locks.remove(path);
        };
    }
}
