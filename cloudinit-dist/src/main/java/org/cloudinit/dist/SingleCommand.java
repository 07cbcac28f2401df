package org.cloudinit.dist;

import java.util.List;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.core.ModulesStage;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;
import org.jspecify.annotations.Nullable;

/** {@code single}: one module, by hand. */
final class SingleCommand implements Command {
    private static final int MOST_ARGUMENTS = 1000;

    private static final String USAGE =
            """
            usage: cloud-init single --name NAME [--frequency WORD] [--report] [--file FILE]...
                                     [ARGUMENT]...

            Run one module, on the instance that init has bound.

              -n, --name NAME    the module, spelt as in the module lists
              --frequency WORD   instance, always or once; as the module says unless stated
              --report           log the start and the end of the module too
              -f, --file FILE    a further configuration file
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .value("--name", "-n")
                .value(List.of("instance", "always", "once"), "--frequency")
                .flag("--report")
                .value("--file", "-f")
                .words(MOST_ARGUMENTS);
    }

    /** The exit code is 1 if the module failed, or there is none of that name. */
    @Override
    public int run(Call call) throws UsageException {
        String name = call.options().last("--name");
        if (name == null) {
            throw new UsageException("single needs --name", "Name the module.");
        }
        var single =
                new ModulesStage.Single(
                        name,
                        call.options().words(),
                        frequency(call.options().last("--frequency")),
                        call.options().has("--report"));
        int errors =
                ModulesCommand.run(
                                call,
                                (request, host, extensions) ->
                                        ModulesStage.single(single, request, host, extensions))
                        .exitCode();
        return Math.min(errors, 1);
    }

    private static @Nullable Frequency frequency(@Nullable String word) {
        return switch (word) {
            case "instance" -> Frequency.PER_INSTANCE;
            case "always" -> Frequency.PER_ALWAYS;
            case "once" -> Frequency.PER_ONCE;
            case null, default -> null;
        };
    }
}
