package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.Mounter;

/** Mounts folders in the place of devices, and records what was mounted. */
public final class RecordingMounter implements Mounter {
    private final Map<String, Path> drives = new HashMap<>();
    private final List<String> mounts = new ArrayList<>();

    RecordingMounter() {}

    /** Lets a device hold what lies in a folder. */
    public void insert(String device, Path folder) {
        drives.put(device, folder);
    }

    /** Devices that were mounted, in order, with their types: {@code /dev/vdb ext4}. */
    public List<String> mounts() {
        return List.copyOf(mounts);
    }

    @Override
    public <T> T mounted(String device, String type, MountReader<T> reader) throws IOException {
        mounts.add(device + " " + type);
        Path folder = drives.get(device);
        if (folder == null) {
            throw new IOException("mounting " + device + ": no medium found");
        }
        return reader.read(new SandboxFiles(folder));
    }
}
