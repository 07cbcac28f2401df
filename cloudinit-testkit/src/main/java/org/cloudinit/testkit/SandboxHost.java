package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;

/** A machine in a scratch folder: nothing outside of it is read or changed. */
public final class SandboxHost {
    /** What the clock of a sandbox shows unless told otherwise. */
    public static final Instant TIME = Instant.parse("2026-11-22T15:48:29.993Z");

    private final SandboxRoot root;
    private final RecordingProcesses processes = new RecordingProcesses();
    private final RecordingLinks links;
    private final RecordingMounter mounter = new RecordingMounter();
    private final Host host;

    private SandboxHost(SandboxRoot root, Instant time) {
        this.root = root;
        this.links = new RecordingLinks(root);
        this.host = new Host(root, mounter, links, processes, InstantSource.fixed(time));
    }

    /** Begins a machine in a folder, which is made if it is not there. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** The machine's ports. */
    public Host host() {
        return host;
    }

    /** The machine's ports, with a root that is put before the files: a {@link FaultyRoot}. */
    public Host host(HostRoot other) {
        return new Host(other, mounter, links, processes, host.clock());
    }

    /** The machine's files. */
    public SandboxRoot root() {
        return root;
    }

    /** Programs that were run, and what they answer. */
    public RecordingProcesses processes() {
        return processes;
    }

    /** Changes of links. */
    public RecordingLinks links() {
        return links;
    }

    /** Drives that can be mounted. */
    public RecordingMounter mounter() {
        return mounter;
    }

    /** All files as they are now, without the fabricated {@code /sys} and {@code /proc}. */
    public GoldenTree tree() throws IOException {
        return GoldenTree.read(root.folder()).without("/sys", "/proc");
    }

    /** Collects what a machine has. */
    public static final class Builder {
        private final Path folder;
        private final List<SandboxNic> nics = new ArrayList<>();
        private final Map<String, RenderedFile> files = new LinkedHashMap<>();
        private Instant time = TIME;

        private Builder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
            nics.add(SandboxNic.loopback());
            kernelCommandLine("BOOT_IMAGE=/vmlinuz root=/dev/vda1 ro quiet");
        }

        /** Adds a link. */
        public Builder nic(String name, String mac) {
            return nic(SandboxNic.of(name, mac));
        }

        /** Adds a link. */
        public Builder nic(SandboxNic nic) {
            nics.add(nic);
            return this;
        }

        /** Sets {@code /proc/cmdline}. */
        public Builder kernelCommandLine(String text) {
            return file("/proc/cmdline", text + "\n", 0444);
        }

        /** Sets a DMI field, such as {@code product_uuid}. */
        public Builder dmi(String field, String value) {
            return file("/sys/class/dmi/id/" + field, value + "\n", 0444);
        }

        /** Sets {@code /etc/cloud/cloud.cfg}. */
        public Builder cloudConfig(String yaml) {
            return file("/etc/cloud/cloud.cfg", yaml, 0644);
        }

        /** Adds a program that does nothing, for whoever looks whether it is installed. */
        public Builder program(String path) {
            return file(path, "#!/bin/sh\n", 0755);
        }

        /** Adds a file with mode 0644. */
        public Builder file(String path, String text) {
            return file(path, text, 0644);
        }

        /** Adds a file. */
        public Builder file(String path, String text, int mode) {
            return file(RenderedFile.text(path, text, mode));
        }

        /** Adds a file. */
        public Builder file(RenderedFile file) {
            files.put(file.path(), file);
            return this;
        }

        /** Sets the clock, which stands still. */
        public Builder time(Instant now) {
            time = now;
            return this;
        }

        /** Makes the machine. */
        public SandboxHost build() throws IOException {
            Files.createDirectories(folder);
            var root = new SandboxRoot(folder);
            for (int i = 0; i < nics.size(); i++) {
                fabricate(root, nics.get(i), i + 1);
            }
            for (RenderedFile file : files.values()) {
                root.write(file);
            }
            return new SandboxHost(root, time);
        }

        private static void fabricate(SandboxRoot root, SandboxNic nic, int index)
                throws IOException {
            String folder = "/sys/class/net/" + nic.name() + "/";
            for (Map.Entry<String, String> file : nic.files(index).entrySet()) {
                root.write(RenderedFile.text(folder + file.getKey(), file.getValue(), 0644));
            }
            if (nic.driver() != null) {
                String driver = "/sys/bus/virtual/drivers/" + nic.driver();
                root.createDirectory(driver, 0755);
                root.link(folder + "device/driver", driver);
            }
        }
    }
}
