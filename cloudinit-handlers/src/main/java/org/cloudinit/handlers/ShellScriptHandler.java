package org.cloudinit.handlers;

import java.io.IOException;
import java.util.Set;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;

/**
 * {@code text/x-shellscript}: stores the script in the instance's folder, where a module of the
 * last stage runs it ({@code ShellScriptPartHandler}).
 */
public final class ShellScriptHandler implements PartHandler {
    /** Made by the module system. */
    public ShellScriptHandler() {}

    @Override
    public Set<String> types() {
        return Set.of("text/x-shellscript");
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public boolean onlyWrites() {
        return true;
    }

    @Override
    public Session begin(HandlerContext context) {
        boolean ofUser = context.origin().equals("user-data");
        String folder = context.paths().instanceFile(ofUser ? "scripts" : "scripts/vendor");
        return new Scripts(context.root(), folder);
    }

    /**
     * Stores scripts in a folder.
     *
     * @param root where it writes
     * @param folder absolute path of the folder
     */
    record Scripts(HostRoot root, String folder) implements Session {
        @Override
        public void handle(Part part) throws IOException {
            Secret script = ScriptText.runnable(part.content());
            root.write(ScriptText.path(folder, part.filename()), script, ScriptText.MODE);
        }

        @Override
        public void end() {}
    }
}
