package org.cloudinit.modules;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.core.Machine;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Debian in a folder, whose own programs are run in it: each in namespaces of its own, so
 * that neither mounts nor daemons outlive it. Made by mmdebstrap once, into {@code target/debian}
 * beside the modules; a test that cannot have it says so and is skipped.
 */
public final class DebianRoot implements ProcessRunner, AutoCloseable {
    private static final long LIMIT_SECONDS = 120;

    /** Enters the root with the kernel's own file systems, which go with the namespace. */
    private static final String ENTER =
            "mount -t proc proc \"$0/proc\" && mount --rbind /dev \"$0/dev\""
                    + " && exec chroot \"$0\" \"$@\"";

    /** Tables, rules and keys, which tests change. */
    private static final String FILES =
            "etc/passwd* etc/shadow* etc/group* etc/gshadow* etc/subuid* etc/subgid* etc/sudoers"
                    + " etc/sudoers.d etc/doas.conf etc/ssh";

    private static final String KEEP =
            "cd \"$0\" && mkdir kept && tar -cf kept/files $(ls -d " + FILES + " 2>/dev/null)";
    private static final String TAKE_BACK =
            "cd \"$0\" && rm -rf "
                    + FILES
                    + " home root opt srv && tar -xpf kept/files && mkdir -m 755 home opt srv"
                    + " && mkdir -m 700 root";

    private final Path folder;
    private final List<Command> commands = new ArrayList<>();
    private final StringBuilder shown = new StringBuilder();

    private DebianRoot(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks a root.
     *
     * @param folder where to; made if it is not there
     * @param suite of Debian: {@code stable}
     * @param packages beside the essential ones
     */
    public static DebianRoot unpack(Path folder, String suite, String packages) throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root"), "not root: no Debian is entered");
        Path cache = Path.of("..").toRealPath().resolve("target/debian");
        Files.createDirectories(cache);
        Path archive = cache.resolve(suite + "-" + packages.replace(',', '-') + ".tar");
        try (var channel =
                        FileChannel.open(
                                cache.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(archive)) {
                make(archive, suite, packages);
            }
        }
        Files.createDirectories(folder);
        Process unpacking = system("tar", "-xf", archive.toString(), "-C", folder.toString());
        Assumptions.assumeTrue(unpacking.exitValue() == 0, "the root cannot be unpacked");
        var root = new DebianRoot(folder);
        system("sh", "-c", KEEP, folder.toString());
        return root;
    }

    private static void make(Path archive, String suite, String packages) throws IOException {
        Assumptions.assumeTrue(isInstalled("mmdebstrap"), "mmdebstrap is not installed");
        Path part = archive.resolveSibling(archive.getFileName() + ".part.tar");
        var words =
                new ArrayList<>(
                        List.of(
                                "mmdebstrap",
                                "--variant=essential",
                                "--mode=root",
                                "--quiet",
                                "--aptopt=Acquire::Check-Valid-Until \"false\"",
                                "--dpkgopt=path-exclude=/usr/share/locale/*",
                                "--dpkgopt=path-exclude=/usr/share/doc/*",
                                "--dpkgopt=path-exclude=/usr/share/man/*",
                                "--include=" + packages,
                                suite,
                                part.toString(),
                                "http://deb.debian.org/debian"));
        System.out.println("making a Debian root, once: " + archive);
        Process process = system(words.toArray(new String[0]));
        Assumptions.assumeTrue(
                process.exitValue() == 0,
                "mmdebstrap gives no root, for want of a network it may be");
        Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isInstalled(String program) {
        for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }

    /** Runs a program of this system to its end. */
    private static Process system(String... words) throws IOException {
        var builder = new ProcessBuilder(words);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        process.getOutputStream().close();
        await(process, 900);
        return process;
    }

    private static void await(Process process, long seconds) throws IOException {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("a program does not end");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** A path of the root as this system has it. */
    public String in(String path) {
        return folder.resolve(path).toString();
    }

    /** The root's folder. */
    public Path folder() {
        return folder;
    }

    /** Takes back what tests did to accounts, keys and homes. */
    public void reset() throws IOException {
        system("sh", "-c", TAKE_BACK, folder.toString());
        commands.clear();
        shown.setLength(0);
    }

    /** Removes it. */
    @Override
    public void close() throws IOException {
        system("rm", "-rf", folder.toString());
    }

    /** The machine, whose programs are really run. */
    public Host host() throws IOException {
        Host other = Machine.at(folder);
        return new Host(other.root(), other.mounter(), other.links(), this, other.clock());
    }

    @Override
    public Result run(Command command) throws IOException {
        synchronized (commands) {
            commands.add(command);
        }
        return enter(command.words(), command.environment(), command.input());
    }

    /** Runs a program in the root without noting it. */
    public Result enter(List<String> words, Map<String, String> environment, byte[] input)
            throws IOException {
        var all =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--mount",
                                "--propagation=private",
                                "--net",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "sh",
                                "-c",
                                ENTER,
                                folder.toString()));
        all.addAll(words);
        var builder = new ProcessBuilder(all);
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        var errors = new ArrayList<byte[]>();
        var reader =
                new Thread(
                        () -> {
                            try {
                                errors.add(process.getErrorStream().readAllBytes());
                            } catch (IOException e) {
                                errors.add(e.toString().getBytes(StandardCharsets.UTF_8));
                            }
                        });
        reader.start();
        try (var to = process.getOutputStream()) {
            to.write(input);
        }
        byte[] output = process.getInputStream().readAllBytes();
        await(process, LIMIT_SECONDS);
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return new Result(process.exitValue(), output, errors.getFirst());
    }

    /** What a shell in the root says. */
    public String shell(String script) throws IOException {
        Result result = enter(List.of("sh", "-c", script), Map.of(), new byte[0]);
        return new String(result.output(), StandardCharsets.UTF_8)
                + new String(result.error(), StandardCharsets.UTF_8);
    }

    @Override
    public void show(String text) {
        shown.append(text);
    }

    /** What was shown. */
    public String shown() {
        return shown.toString();
    }

    /** Programs that modules ran. */
    public List<Command> commands() {
        synchronized (commands) {
            return List.copyOf(commands);
        }
    }
}
