package org.cloudinit.dist.state;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.instance.TemplateVariables;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine.Rendered;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.core.state.InstanceFacts;
import org.cloudinit.core.state.MachineConfig;
import org.cloudinit.dist.Wiring;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.Options;
import org.cloudinit.dist.command.UsageException;
import org.jspecify.annotations.Nullable;

/** {@code query}: what is known of the instance ({@code cmd/query.py}). */
public final class QueryCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init query [-a] [-l] [-f TEMPLATE] [NAME]
                                    [-i FILE] [-u FILE] [-v FILE]

            Print what is known of the instance: all, or the value of one NAME such as
            v1.local_hostname or ds.meta_data.keys.0. Who is not root sees no secrets.

              -a, --all                 everything, as JSON
              -l, --list-keys           the names below NAME, or of everything
              -f, --format TEMPLATE     a Jinja template, rendered with all names
              -i, --instance-data FILE  instead of the machine's own instance-data
              -u, --user-data FILE      instead of the instance's user-data.txt
              -v, --vendor-data FILE    instead of the instance's vendor-data.txt
              -d, --debug               say what was left out
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .flag("--debug", "-d")
                .flag("--all", "-a")
                .flag("--list-keys", "-l")
                .value("--format", "-f")
                .value("--instance-data", "-i")
                .value("--user-data", "-u")
                .value("--vendor-data", "-v")
                .words(1);
    }

    @Override
    public int run(Call call) throws UsageException {
        Options options = call.options();
        PrintStream err = call.terminal().err();
        boolean names = options.has("--list-keys");
        if (!names
                && options.words().isEmpty()
                && !options.has("--format")
                && !options.has("--all")) {
            err.println("cloud-init query: give --all, --format, --list-keys or a name.");
            call.terminal().out().print(USAGE);
            return 1;
        }
        Host host = call.machine();
        MachineConfig config = Shown.config(call, host.root());
        InstanceFacts facts =
                InstanceFacts.read(
                        host.root(), config.paths(), named(options), call.caller().superuser());
        Shown.problems(call, facts.problems());
        String template = options.last("--format");
        if (template != null) {
            return render(template, facts, call);
        }
        ConfigTree value =
                options.words().isEmpty()
                        ? facts.variables()
                        : facts.find(options.words().getFirst());
        if (names) {
            if (!(value instanceof Mapping mapping)) {
                err.println(
                        "cloud-init query: '"
                                + options.words().getFirst()
                                + "' is a "
                                + value.kind()
                                + " and has no names below it.");
                return 1;
            }
            call.terminal().out().println(names(mapping));
        } else {
            call.terminal().out().println(shown(value));
        }
        return 0;
    }

    private static InstanceFacts.Named named(Options options) throws UsageException {
        return new InstanceFacts.Named(
                path(options.last("--instance-data")),
                path(options.last("--user-data")),
                path(options.last("--vendor-data")));
    }

    /** A path of the caller's own, whatever folder stands for the machine. */
    static @Nullable Path path(@Nullable String word) throws UsageException {
        try {
            return word == null ? null : Path.of(word);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + word + "' is no path", "Name a file.");
        }
    }

    private static String names(Mapping mapping) {
        var names = new ArrayList<String>();
        for (Scalar key : mapping.keys()) {
            names.add(key.display());
        }
        Collections.sort(names);
        return String.join("\n", names);
    }

    private static String shown(ConfigTree value) {
        return value instanceof Scalar.Text text ? text.value() : JsonWriter.write(value);
    }

    /** The names of variables that are missing go to standard error; nothing at all is an error. */
    private static int render(String template, InstanceFacts facts, Call call) {
        Rendered rendered =
                Wiring.templates()
                        .render(
                                Template.of(template, "query --format"),
                                TemplateVariables.of(facts.document()));
        List<String> missing = rendered.missing();
        if (!missing.isEmpty()) {
            call.terminal()
                    .err()
                    .println(
                            "cloud-init query: the template names what there is not: "
                                    + String.join(", ", missing)
                                    + ".");
        }
        if (rendered.text().isEmpty()) {
            return 1;
        }
        call.terminal().out().println(rendered.text());
        return 0;
    }
}
