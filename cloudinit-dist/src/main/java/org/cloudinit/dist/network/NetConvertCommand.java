package org.cloudinit.dist.network;

import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.Terminal;
import org.cloudinit.dist.command.UsageException;
import org.cloudinit.dist.network.NetConvertArguments.Batch;
import org.cloudinit.dist.network.NetConvertArguments.Single;

/** {@code devel net-convert}: one configuration, or many. */
public final class NetConvertCommand implements Command {
    @Override
    public String usage() {
        return NetConvertArguments.USAGE;
    }

    @Override
    public OptionTable options() {
        return NetConvertArguments.OPTIONS;
    }

    @Override
    public int run(Call call) throws UsageException {
        Terminal terminal = call.terminal();
        return switch (NetConvertArguments.read(call.options(), call.globals())) {
            case Single single -> SingleConversion.run(single, terminal.err());
            case Batch batch ->
                    BatchConversion.run(batch, terminal.in(), terminal.raw(), terminal.err());
        };
    }
}
