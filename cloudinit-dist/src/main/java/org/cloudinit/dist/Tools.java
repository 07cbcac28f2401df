package org.cloudinit.dist;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.cloudinit.dist.Invocation.Tool;
import org.cloudinit.dist.Invocation.Tool.CheckNetwork;
import org.cloudinit.dist.Invocation.Tool.NetConvert;
import org.cloudinit.dist.Invocation.Tool.NetConvertBatch;

/** Runs what has nothing to do with booting a machine. */
final class Tools {
    private Tools() {}

    /** Runs a tool; answers the exit code of the process. */
    static int run(Tool tool) {
        return switch (tool) {
            case NetConvert call -> NetConvertCommand.run(call, System.err);
            // The stream itself: a print stream would hide that nobody reads any more.
            case NetConvertBatch call ->
                    NetConvertBatchCommand.run(
                            call, System.in, new FileOutputStream(FileDescriptor.out), System.err);
            case CheckNetwork call -> SchemaCommand.run(call, System.out, System.err);
        };
    }
}
