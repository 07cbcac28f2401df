package org.cloudinit.dist;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Supplier;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.dist.analyze.AnalyzeCommand;
import org.cloudinit.dist.analyze.AnalyzeCommand.Kind;
import org.cloudinit.dist.bundles.AgentCommand;
import org.cloudinit.dist.bundles.BundlesCommand;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Caller;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.Globals;
import org.cloudinit.dist.command.Options;
import org.cloudinit.dist.command.Terminal;
import org.cloudinit.dist.command.UsageException;
import org.cloudinit.dist.detect.DetectCommand;
import org.cloudinit.dist.network.NetConvertCommand;
import org.cloudinit.dist.schema.SchemaCommand;
import org.cloudinit.dist.state.CleanCommand;
import org.cloudinit.dist.state.CloudIdCommand;
import org.cloudinit.dist.state.QueryCommand;
import org.cloudinit.dist.state.StatusCommand;
import org.cloudinit.dist.userdata.MakeMimeCommand;
import org.cloudinit.dist.userdata.RenderCommand;
import org.jspecify.annotations.Nullable;

/** The commands beside {@code init}: a line each. A boot does not load this class. */
public final class Commands {
    private static final List<Entry> ALL =
            List.of(
                    new Entry(
                            "agent", "stay, with the machine's bundles running", AgentCommand::new),
                    new Entry(
                            "analyze blame",
                            "show what took longest",
                            () -> new AnalyzeCommand(Kind.BLAME)),
                    new Entry(
                            "analyze boot",
                            "show when the machine's boot began",
                            () -> new AnalyzeCommand(Kind.BOOT)),
                    new Entry(
                            "analyze dump",
                            "print the log's events as JSON",
                            () -> new AnalyzeCommand(Kind.DUMP)),
                    new Entry(
                            "analyze show",
                            "show what each boot did",
                            () -> new AnalyzeCommand(Kind.SHOW)),
                    new Entry(
                            "bundles",
                            "show or change the bundles of the machine",
                            BundlesCommand::new),
                    new Entry("clean", "remove what earlier boots left", CleanCommand::new),
                    new Entry("cloud-id", "print the word for the cloud", CloudIdCommand::new),
                    new Entry(
                            "detect", "say which data sources the machine has", DetectCommand::new),
                    new Entry(
                            "devel make-mime",
                            "put files into a MIME message for user-data",
                            MakeMimeCommand::new),
                    new Entry(
                            "devel net-convert",
                            "turn a network configuration into files",
                            NetConvertCommand::new),
                    new Entry("devel render", "render a template in user-data", RenderCommand::new),
                    new Entry("features", "list what this version can do", FeaturesCommand::new),
                    new Entry("modules", "run the modules of a list", ModulesCommand::new),
                    new Entry("query", "print what is known of the instance", QueryCommand::new),
                    new Entry("schema", "say whether a document is valid", SchemaCommand::new),
                    new Entry("single", "run one module", SingleCommand::new),
                    new Entry("status", "say how far the boot is", StatusCommand::new));

    private static final String USAGE =
            """
            usage: cloud-init [--root DIR] [--config-drive FILE] [--debug] COMMAND

            commands:
              init --local [--force] [--file FILE]...
                    prepare the machine before its network is up: find a local data
                    source, put host name and network configuration in place
              init [--force] [--file FILE]...
                    the same once the network is up: consume user-data, run the
                    modules of cloud_init_modules
            """;

    private static final String OPTIONS =
            """

            options:
              --root DIR           take DIR for the machine's root folder; needs no root's rights
              --config-drive FILE  take an image file, or a folder, for the config drive
              --debug, -d          log everything to standard error too
              --version, -v        print the version
              --help, -h           print this text; behind a command, what the command takes
            """;

    /**
     * A command in the list.
     *
     * @param name its word, or its two words
     * @param summary what it does, in half a line
     * @param maker makes it
     */
    private record Entry(String name, String summary, Supplier<Command> maker) {}

    private final Globals globals;
    private final Terminal terminal;
    private final Caller caller;

    /**
     * Prepares for a command.
     *
     * @param globals options that stood before it
     * @param terminal where it reads and writes
     * @param caller who calls it
     */
    Commands(Globals globals, Terminal terminal, Caller caller) {
        this.globals = globals;
        this.terminal = terminal;
        this.caller = caller;
    }

    /** What {@code cloud-init --help} prints. */
    static String usage() {
        return USAGE + list("") + OPTIONS;
    }

    /** A line for each command whose name begins so. */
    private static String list(String beginning) {
        var lines = new StringBuilder();
        for (Entry entry : ALL) {
            if (entry.name().startsWith(beginning)) {
                lines.append("  ").append(entry.name());
                lines.repeat(' ', Math.max(1, 20 - entry.name().length()));
                lines.append(entry.summary()).append('\n');
            }
        }
        return lines.toString();
    }

    /**
     * Runs the command that the words begin with; answers the exit code of the process, which is 2
     * for words that cannot be followed.
     */
    int run(List<String> words) {
        int code = runUnflushed(words);
        terminal.out().flush();
        return code;
    }

    private int runUnflushed(List<String> words) {
        Entry entry = find(words);
        if (entry == null) {
            return withoutCommand(words);
        }
        try {
            return run(entry, words.subList(wordsOf(entry.name()), words.size()));
        } catch (UsageException e) {
            return refuse(entry.name(), String.valueOf(e.getMessage()), e.remedy());
        } catch (MalformedException e) {
            terminal.err().println("cloud-init " + entry.name() + ": " + e.problem().line());
            return 1;
        } catch (IOException e) {
            terminal.err().println("cloud-init " + entry.name() + ": " + reason(e));
            return 1;
        }
    }

    /** Java's messages for files are bare paths where the exception's type says the rest. */
    private static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case FileSystemException named when named.getReason() != null -> message;
            case NoSuchFileException _ -> message + ": there is no such file or folder";
            case AccessDeniedException _ -> message + ": this user may not do that";
            default -> message;
        };
    }

    private int run(Entry entry, List<String> words) throws IOException, UsageException {
        Command command = entry.maker().get();
        if (asksForHelp(words)) {
            terminal.out().print(command.usage());
            return 0;
        }
        Options options = command.options().withCommon().read(words);
        return command.run(new Call(globals.with(options), options, terminal, caller));
    }

    /** Help is given even where other words are wrong. */
    private static boolean asksForHelp(List<String> words) {
        for (String word : words) {
            if (word.equals("--")) {
                return false;
            }
            if (word.equals("--help") || word.equals("-h")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Entry find(List<String> words) {
        String first = words.getFirst();
        String two = words.size() > 1 ? first + " " + words.get(1) : first;
        for (Entry entry : ALL) {
            if (entry.name().equals(first) || entry.name().equals(two)) {
                return entry;
            }
        }
        return null;
    }

    private static int wordsOf(String name) {
        return name.indexOf(' ') < 0 ? 1 : 2;
    }

    private int withoutCommand(List<String> words) {
        String first = words.getFirst();
        String members = list(first + " ");
        if (members.isEmpty()) {
            return refuse("", "there is no command '" + first + "'", "They are listed by --help.");
        }
        if (asksForHelp(words)) {
            terminal.out().print("usage: cloud-init " + first + " COMMAND\n\n" + members);
            return 0;
        }
        return refuse(
                first,
                words.size() == 1
                        ? "a command is missing"
                        : "there is no command '" + first + " " + words.get(1) + "'",
                "They are listed by " + first + " --help.");
    }

    private int refuse(String command, String message, String remedy) {
        terminal.err()
                .println(
                        "cloud-init"
                                + (command.isEmpty() ? ": " : " " + command + ": ")
                                + message
                                + ". "
                                + remedy);
        return 2;
    }
}
