package org.cloudinit.dist;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.dist.Invocation.Initialise;
import org.cloudinit.dist.Invocation.Other;
import org.cloudinit.dist.Invocation.Print;
import org.cloudinit.dist.Invocation.Refused;
import org.cloudinit.dist.command.Globals;
import org.jspecify.annotations.Nullable;

/**
 * Reads the command line, in the original's form: options may stand before or behind the command,
 * and a value may follow its option as a word or behind {@code =}. What stands behind another
 * command than {@code init} is read by {@link Commands}.
 */
final class CommandLine {
    private final List<String> words;
    private final List<String> configFiles = new ArrayList<>();
    private int next;
    private String root = "/";
    private boolean debug;
    private boolean local;
    private boolean force;
    private boolean help;
    private boolean version;
    private @Nullable String configDrive;
    private boolean initialise;

    private CommandLine(List<String> words) {
        this.words = words;
    }

    /** Reads the arguments of the process. Never throws. */
    static Invocation read(String[] arguments) {
        return new CommandLine(List.of(arguments)).read();
    }

    private Invocation read() {
        while (next < words.size()) {
            String word = words.get(next++);
            if (!initialise && !word.startsWith("-") && !word.equals("init")) {
                return other();
            }
            Refused refused = take(word);
            if (refused != null) {
                return refused;
            }
        }
        if (help) {
            return new Print(Commands.usage());
        }
        if (version) {
            return new Print(version());
        }
        return initialise
                ? new Initialise(globals(), local, force, configFiles)
                : new Refused("no command is given", "Commands are listed by --help.");
    }

    /** The rest of the words is the command's own matter. */
    private Invocation other() {
        if (help) {
            return new Print(Commands.usage());
        }
        if (version) {
            return new Print(version());
        }
        if (local || !configFiles.isEmpty()) {
            return new Refused(
                    "--local and --file before a command belong to init",
                    "Put what the command takes behind it.");
        }
        return new Other(globals(), words.subList(next - 1, words.size()));
    }

    private static String version() {
        return "cloud-init " + Version.text() + "\n";
    }

    private Globals globals() {
        return new Globals(root, debug, configDrive);
    }

    /** Takes one word with its value; an answer means that the command line is refused. */
    private @Nullable Refused take(String word) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        String inline = equals < 0 ? null : word.substring(equals + 1);
        switch (name) {
            case "--debug", "-d" -> debug = true;
            case "--local", "-l" -> local = true;
            case "--force" -> force = true;
            case "--help", "-h" -> help = true;
            case "--version", "-v" -> version = true;
            case "--root", "--config-drive", "--file", "-f" -> {
                return takeValue(
                        name, inline != null || next == words.size() ? inline : words.get(next++));
            }
            default -> {
                if (word.startsWith("-")) {
                    return new Refused(
                            "there is no option '" + name + "'", "Options are listed by --help.");
                }
                if (initialise) {
                    return new Refused(
                            "'" + word + "' is one word too many", "Usage is shown by --help.");
                }
                initialise = true;
            }
        }
        return inline == null
                ? null
                : new Refused("option '" + name + "' takes no value", "Leave the value out.");
    }

    private @Nullable Refused takeValue(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return new Refused("option '" + name + "' needs a value", "Put it behind the option.");
        }
        switch (name) {
            case "--root" -> root = value;
            case "--config-drive" -> configDrive = value;
            default -> configFiles.add(value);
        }
        return null;
    }
}
