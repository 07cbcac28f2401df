package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.Mounter;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.config.TextDocuments;
import org.junit.jupiter.api.Assertions;

/** A machine in a folder: its files are real, and what is reported is kept. */
final class Machine implements HostFiles, Reporter {
    static final Documents DOCUMENTS = new TextDocuments();
    static final DistroProfile DEBIAN =
            new DistroProfile(
                    "debian",
                    "debian",
                    List.of(),
                    "/etc/hostname",
                    DistroProfile.HostnameStyle.PLAIN,
                    Map.of());
    static final String SEED = "/var/lib/cloud/seed/config_drive";

    final List<Problem> problems = new ArrayList<>();
    final List<Decision> decisions = new ArrayList<>();
    Mounter mounter = Machine::noMount;
    Mapping config = Mapping.EMPTY;
    Mapping settings = Mapping.EMPTY;
    String systemUuid;
    String image;

    private final Path root;

    Machine(Path root) {
        this.root = root;
    }

    private static <T> T noMount(String device, String type, Mounter.MountReader<T> reader)
            throws IOException {
        throw new IOException("nothing is mounted in this test");
    }

    /** Puts a file. */
    Machine with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Machine with(String path, byte[] bytes) {
        try {
            Path file = resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts a file of the config drive into the seed folder. */
    Machine seeded(String path, String text) {
        return with(SEED + "/" + path, text);
    }

    Machine seeded(Map<String, byte[]> drive) {
        drive.forEach((path, bytes) -> with(SEED + "/" + path, bytes));
        return this;
    }

    /** Adds a block device whose bytes are those of a file. */
    Machine device(String name, Path content, boolean partition) throws IOException {
        with("/sys/class/block/" + name + "/size", Files.size(content) / 512 + "\n");
        if (partition) {
            with("/sys/class/block/" + name + "/partition", "1\n");
        }
        Path device = resolve("/dev/" + name);
        Files.createDirectories(device.getParent());
        Files.copy(content, device);
        return this;
    }

    SearchContext context() {
        return new SearchContext(
                this,
                mounter,
                DOCUMENTS,
                config,
                settings,
                DEBIAN,
                "",
                systemUuid,
                "/var/lib/cloud/seed",
                image,
                this);
    }

    Detection detect() {
        return new ConfigDrive().detect(context());
    }

    /** What is found, which must be something. */
    InstanceData found() {
        Detection detection = detect();
        if (detection instanceof Detection.Found found) {
            return found.data();
        }
        return Assertions.fail("not found: " + detection + ", problems: " + problems);
    }

    /** The problem for which the drive is not used. */
    Problem unusable() {
        return Assertions.assertInstanceOf(Detection.Unusable.class, detect()).problem();
    }

    /** Why there is no drive. */
    String absent() {
        return Assertions.assertInstanceOf(Detection.Absent.class, detect()).reason();
    }

    /** Codes of all problems, in order. */
    List<String> codes() {
        return problems.stream().map(Problem::code).toList();
    }

    /** What the last decision says of a candidate. */
    String verdict(String name) {
        return decisions.getLast().candidates().stream()
                .filter(candidate -> candidate.name().equals(name))
                .map(Decision.Candidate::verdict)
                .findFirst()
                .orElse("not a candidate");
    }

    static Mapping json(String text) {
        return (Mapping) DOCUMENTS.json(text.getBytes(StandardCharsets.UTF_8), "network_data.json");
    }

    @Override
    public void report(Problem problem) {
        problems.add(problem);
    }

    @Override
    public void decided(Decision decision) {
        decisions.add(decision);
    }

    @Override
    public Path resolve(String path) {
        return root.resolve(path.substring(1));
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        byte[] bytes = Files.readAllBytes(resolve(path));
        if (bytes.length > limit) {
            throw new IOException("larger than " + limit + " bytes");
        }
        return bytes;
    }

    @Override
    public byte[] readIfPresent(String path) throws IOException {
        try {
            return Files.readAllBytes(resolve(path));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(resolve(path));
    }

    @Override
    public boolean isDirectory(String path) {
        return Files.isDirectory(resolve(path));
    }

    @Override
    public boolean isExecutable(String path) {
        return Files.isExecutable(resolve(path));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        if (!isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(resolve(directory))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public String readLink(String path) {
        throw new UnsupportedOperationException("a config drive needs no links");
    }

    @Override
    public FileFacts facts(String path) {
        throw new UnsupportedOperationException("a config drive needs no facts");
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return Files.newByteChannel(resolve(path));
    }
}
