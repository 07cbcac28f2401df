package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.config.YamlReader;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Assertions;

/** A machine in a folder, and what a search on it came to. */
final class Machine {
    static final Documents DOCUMENTS = new TextDocuments();
    static final DistroProfile DEBIAN =
            new DistroProfile(
                    "debian",
                    "debian",
                    List.of(),
                    "/etc/hostname",
                    DistroProfile.HostnameStyle.PLAIN,
                    Map.of());
    static final String SEED = "/var/lib/cloud/seed/nocloud";

    final RecordingReporter reporter = new RecordingReporter();
    final SandboxHost.Builder files;
    Mapping settings = Mapping.EMPTY;
    String commandLine = "";
    String image;

    private final Path folder;

    Machine(Path folder) {
        this.folder = folder;
        this.files = SandboxHost.in(folder);
    }

    /** Puts a seed into a folder of the machine. */
    Machine seed(String path, String metadata, String userData) {
        files.file(path + "/meta-data", metadata);
        files.file(path + "/user-data", userData);
        return this;
    }

    /** Puts a file. */
    Machine file(String path, String text) {
        files.file(path, text);
        return this;
    }

    /** Sets {@code datasource: {NoCloud: …}}. */
    Machine settings(String yaml) {
        settings = (Mapping) YamlReader.read(yaml, "cloud.cfg");
        return this;
    }

    Machine commandLine(String text) {
        commandLine = text;
        return this;
    }

    /** Adds a block device whose bytes are those of a file. */
    Machine device(String name, Path content) throws IOException {
        Path device = folder.resolve("dev").resolve(name);
        java.nio.file.Files.createDirectories(device.getParent());
        java.nio.file.Files.copy(content, device);
        long sectors = java.nio.file.Files.size(content) / 512;
        files.file("/sys/class/block/" + name + "/size", sectors + "\n");
        return this;
    }

    SearchContext context() throws IOException {
        return context(files.build(), this);
    }

    static SearchContext context(SandboxHost host, Machine machine) {
        return new SearchContext(
                host.root(),
                host.mounter(),
                DOCUMENTS,
                Mapping.EMPTY,
                machine.settings,
                DEBIAN,
                machine.commandLine,
                null,
                "/var/lib/cloud/seed",
                machine.image,
                machine.reporter);
    }

    Detection detect() throws IOException {
        return new NoCloud().detect(context());
    }

    /** What is found, which must be something. */
    InstanceData found() throws IOException {
        Detection detection = detect();
        if (detection instanceof Detection.Found(InstanceData data)) {
            return data;
        }
        return Assertions.fail("not found: " + detection + ", " + reporter.problems());
    }

    /** Why there is no seed. */
    String absent() throws IOException {
        return Assertions.assertInstanceOf(Detection.Absent.class, detect()).reason();
    }

    /** The line that says why the seed cannot be used. */
    String unusable() throws IOException {
        return Assertions.assertInstanceOf(Detection.Unusable.class, detect()).problem().line();
    }
}
