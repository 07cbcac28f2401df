package org.cloudinit.dist;

import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;

/** {@code features}: what an image's maker may rely on ({@code version.FEATURES}). */
final class FeaturesCommand implements Command {
    @Override
    public String usage() {
        return "usage: cloud-init features\n\nList what this version can do, a word a line.\n";
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY;
    }

    @Override
    public int run(Call call) {
        call.terminal().out().print("NETWORK_CONFIG_V1\nNETWORK_CONFIG_V2\n");
        return 0;
    }
}
