package org.cloudinit.handlers;

import java.io.IOException;
import java.util.Set;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;

/**
 * {@code text/x-shellscript-per-boot}, {@code -per-instance} and {@code -per-once}: stores the
 * script in the folder of that name, where modules of the last stage run it ({@code
 * ShellScriptByFreqPartHandler}). Those of vendors are kept apart, in a folder that no module of
 * the original runs: they could take the names of the user's.
 */
public final class FrequencyScriptHandler implements PartHandler {
    private static final String PREFIX = "text/x-shellscript-";

    /** Made by the module system. */
    public FrequencyScriptHandler() {}

    @Override
    public Set<String> types() {
        return Set.of(PREFIX + "per-boot", PREFIX + "per-instance", PREFIX + "per-once");
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
        return new FrequencyScripts(context, context.origin().equals("user-data"));
    }

    private record FrequencyScripts(HandlerContext context, boolean ofUser) implements Session {
        @Override
        public void handle(Part part) throws IOException {
            String frequency = part.contentType().substring(PREFIX.length());
            String folder = context.paths().scripts(ofUser ? frequency : "vendor/" + frequency);
            Secret script = ScriptText.runnable(part.content());
            String path = ScriptText.path(folder, lastName(part.filename()));
            context.root().write(path, script, ScriptText.MODE);
        }

        @Override
        public void end() {}
    }

    /** The name behind the last slash: the original takes it for these scripts alone. */
    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
