package org.cloudinit.dist;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.dist.Invocation.Globals;
import org.cloudinit.dist.Invocation.InitLocal;
import org.cloudinit.dist.Invocation.Print;
import org.cloudinit.dist.Invocation.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Reads the command line, in the original's form: options may stand before or behind the command,
 * and a value may follow its option as a word or behind {@code =}.
 */
final class CommandLine {
    static final String USAGE =
            """
            usage: cloud-init [--root DIR] [--config-drive FILE] [--debug] COMMAND

            commands:
              init --local [--force] [--file FILE]…
                    prepare the machine before its network is up: find a local data
                    source, put host name and network configuration in place
              devel net-convert …
                    turn a network configuration into the files of a network
                    service; usage is shown by devel net-convert --help
              schema -t network-config -c FILE
                    say whether a network configuration is valid, and if not, where

            options:
              --root DIR           take DIR for the machine's root folder; needs no root's rights
              --config-drive FILE  take an image file, or a folder, for the config drive
              --debug, -d          log everything to standard error too
              --version, -v        print the version
              --help, -h           print this text
            """;

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
    private @Nullable String command;

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
            if (command == null && (word.equals("devel") || word.equals("schema"))) {
                return ToolCommandLine.read(word, words.subList(next, words.size()), globals());
            }
            Refused refused = take(word);
            if (refused != null) {
                return refused;
            }
        }
        if (help) {
            return new Print(USAGE);
        }
        if (version) {
            return new Print("cloud-init " + Version.text() + "\n");
        }
        return switch (command) {
            case null -> new Refused("no command is given", "Commands are listed by --help.");
            case "init" -> initialise();
            default ->
                    new Refused(
                            "there is no command '" + command + "'",
                            "Commands are listed by --help.");
        };
    }

    private Invocation initialise() {
        if (!local) {
            return new Refused(
                    "init without --local is the network stage, which this version does not have",
                    "Use init --local.");
        }
        return new InitLocal(globals(), force, configFiles);
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
                if (command != null) {
                    return new Refused(
                            "'" + word + "' is one word too many", "Usage is shown by --help.");
                }
                command = word;
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
