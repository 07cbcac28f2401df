package org.cloudinit.dist.userdata;

import java.io.IOException;
import java.io.PrintStream;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine.Rendered;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.dist.Wiring;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;

/** {@code devel render}: what a template in user-data becomes on this machine. */
public final class RenderCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init devel render [-i FILE] [-d] FILE

            Render user-data that begins with '## template: jinja', and print the result.

              -i, --instance-data FILE  the variables; the machine's instance-data without it
              -d, --debug               show the variables
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY.value("--instance-data", "-i").flag("--debug", "-d").words(1);
    }

    @Override
    public int run(Call call) throws IOException, UsageException {
        if (call.options().words().isEmpty()) {
            throw new UsageException("render needs a file", "Name the user-data.");
        }
        String file = call.options().words().getFirst();
        PrintStream err = call.terminal().err();
        Mapping variables = InstanceData.variables(call.options().last("--instance-data"), call);
        Template template =
                Template.marked(TextFile.decode(InputFile.read(file, true, call), file), file);
        if (template == null) {
            throw new IOException(file + " does not begin with '## template: jinja'");
        }
        if (call.options().has("--debug")) {
            err.println(
                    "Converted jinja variables\n"
                            + JsonWriter.write(variables, JsonStyle.INDENTED));
        }
        Rendered rendered = Wiring.templates().render(template, variables);
        if (!rendered.missing().isEmpty()) {
            err.println(missing(rendered, file));
        }
        if (rendered.text().isEmpty()) {
            throw new IOException("nothing is left of " + file + " when it is rendered");
        }
        call.terminal().out().print(rendered.text());
        return 0;
    }

    /** Names the variables that a template asks for in vain. */
    public static String missing(Rendered rendered, String file) {
        return "WARNING: "
                + file
                + " asks for variables that are not there: '"
                + String.join("', '", rendered.missing())
                + "'";
    }
}
