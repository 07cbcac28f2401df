package org.cloudinit.net.corpus;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** The files of a machine in memory, of mode 0644. */
public final class MemoryFiles implements HostFiles {
    private final Map<String, String> files = new TreeMap<>();

    /** Puts a file there. */
    public MemoryFiles put(String path, String text) {
        files.put(path, text);
        return this;
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        byte[] bytes = readIfPresent(path);
        if (bytes == null) {
            throw new NoSuchFileException(path);
        }
        return bytes;
    }

    @Override
    public byte @Nullable [] readIfPresent(String path) {
        String text = files.get(path);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path) || isDirectory(path);
    }

    @Override
    public boolean isDirectory(String path) {
        return files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
    }

    @Override
    public boolean isExecutable(String path) {
        return files.containsKey(path);
    }

    @Override
    public List<String> list(String directory) {
        var names = new TreeSet<String>();
        for (String file : files.keySet()) {
            if (file.startsWith(directory + "/")) {
                String rest = file.substring(directory.length() + 1);
                int slash = rest.indexOf('/');
                names.add(slash < 0 ? rest : rest.substring(0, slash));
            }
        }
        return new ArrayList<>(names);
    }

    @Override
    public @Nullable String readLink(String path) {
        return null;
    }

    @Override
    public @Nullable FileFacts facts(String path) {
        String text = files.get(path);
        return text == null ? null : new FileFacts(FileFacts.Kind.FILE, 0644, text.length());
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        throw new NoSuchFileException(path);
    }

    @Override
    public Path resolve(String path) {
        return Path.of(path);
    }
}
