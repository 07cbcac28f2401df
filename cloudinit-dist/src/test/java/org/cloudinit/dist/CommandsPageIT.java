package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.cloudinit.dist.hosts.KitBundle;
import org.cloudinit.dist.hosts.SampleMachine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every transcript of {@code docs/commands.md} is what the image prints: the commands are run, in
 * their order, beside the sample machine. {@code -Dgoldens.update=true} writes the page anew.
 */
class CommandsPageIT {
    private static final Path PAGE = Path.of("../docs/commands.md");
    private static final Path BIN = Path.of("target/image/bin").toAbsolutePath();
    private static final Path SAMPLE = Path.of("src/sample").toAbsolutePath();
    private static final boolean UPDATE = Boolean.getBoolean("goldens.update");
    private static final String FENCE = "```";
    private static final String CUT = "…";
    private static final String FILE = "$ cat cases.jsonl";

    /** Times, in seconds with their fractions. */
    private static final Pattern TIME = Pattern.compile("\\d{10}\\.\\d+|\\d+\\.\\d{3,}");

    @TempDir private Path folder;
    private final List<Process> inBackground = new ArrayList<>();

    @BeforeEach
    void bootTheMachine() throws IOException, InterruptedException {
        SampleMachine.copy(folder.resolve("machine"));
        SampleMachine.folder(folder.resolve("machine/etc/cloud/bundles"));
        Files.copy(SAMPLE.resolve("config-drive.iso"), folder.resolve("drive.iso"));
        Files.copy(
                SAMPLE.resolve("config-drive/openstack/latest/network_data.json"),
                folder.resolve("network_data.json"));
        KitBundle.into(folder.resolve("kit.jar"), "1.0.0");
        KitBundle.into(folder.resolve("newer/kit.jar"), "1.1.0");
        run("cloud-init --root machine --config-drive drive.iso init --local");
    }

    @AfterEach
    void endWhatWasLeft() {
        inBackground.forEach(Process::destroyForcibly);
    }

    @Test
    void everyTranscriptIsWhatTheCommandsPrint() throws IOException, InterruptedException {
        List<String> page = Files.readAllLines(PAGE);
        var written = new ArrayList<String>();
        int commands = 0;
        boolean within = false;
        for (int i = 0; i < page.size(); i++) {
            String line = page.get(i);
            written.add(line);
            if (line.startsWith(FENCE)) {
                within = !within;
            } else if (within && line.startsWith("$ ")) {
                int end = endOf(page, i + 1);
                List<String> shown = page.subList(i + 1, end);
                List<String> printed = printed(line, shown);
                if (!UPDATE) {
                    assertEquals(comparable(line, shown), comparable(line, printed), line);
                }
                written.addAll(alike(line, shown, printed) ? shown : printed);
                i = end - 1;
                commands++;
            }
        }
        if (UPDATE) {
            Files.write(PAGE, written);
        }
        assertTrue(commands >= 25, commands + " commands");
    }

    private static int endOf(List<String> page, int from) {
        int end = from;
        while (!page.get(end).startsWith(FENCE) && !page.get(end).startsWith("$ ")) {
            end++;
        }
        return end;
    }

    /** What a command prints, as far as the page shows it. */
    private List<String> printed(String command, List<String> shown)
            throws IOException, InterruptedException {
        if (command.equals(FILE)) {
            Files.write(folder.resolve("cases.jsonl"), shown);
        }
        List<String> lines = run(command.substring(2));
        int cut = shown.indexOf(CUT);
        if (cut < 0 || cut >= lines.size()) {
            return lines;
        }
        var beginning = new ArrayList<>(lines.subList(0, cut));
        beginning.add(CUT);
        return beginning;
    }

    private static boolean alike(String command, List<String> shown, List<String> printed) {
        return comparable(command, shown).equals(comparable(command, printed));
    }

    /** Lines without times; those that are in the order of their times, in another order. */
    private static String comparable(String command, List<String> lines) {
        var stream = lines.stream().map(line -> TIME.matcher(line).replaceAll("TIME"));
        return String.join("\n", (command.contains(" blame") ? stream.sorted() : stream).toList());
    }

    private List<String> run(String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", "");
        var builder =
                new ProcessBuilder("bash", "-c", "umask 022; " + command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().merge("PATH", BIN.toString(), (path, bin) -> bin + ":" + path);
        builder.environment().put("LC_ALL", "C");
        if (command.endsWith(" &")) {
            return firstLine(builder, command.substring(0, command.length() - 2), output);
        }
        Process process = builder.start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), command);
        var lines = new ArrayList<>(Files.readAllLines(output));
        if (process.exitValue() != 0) {
            lines.add("(exit code " + process.exitValue() + ")");
        }
        return lines;
    }

    private List<String> firstLine(ProcessBuilder builder, String command, Path output)
            throws IOException, InterruptedException {
        Process process = builder.command("bash", "-c", "exec " + command).start();
        inBackground.add(process);
        for (int i = 0; i < 1200 && process.isAlive(); i++) {
            List<String> lines = Files.readAllLines(output);
            if (!lines.isEmpty()) {
                return lines;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(command + " says nothing");
    }
}
