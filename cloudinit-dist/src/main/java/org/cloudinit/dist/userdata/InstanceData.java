package org.cloudinit.dist.userdata;

import java.io.IOException;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.TemplateVariables;
import org.cloudinit.config.JsonReader;
import org.cloudinit.core.StatePaths;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The instance-data that templates are rendered with: the file that {@code --instance-data} names,
 * else the machine's own.
 */
public final class InstanceData {
    private static final String SENSITIVE = "instance-data-sensitive.json";
    private static final String REDACTED = "instance-data.json";

    private InstanceData() {}

    /**
     * The path of the file. Root has the one with secrets, if it is there.
     *
     * @param named the file that the command line names, or null
     */
    static String path(@Nullable String named, Call call) throws UsageException {
        if (named != null) {
            return named;
        }
        HostFiles files = call.machine().root();
        CloudPaths paths = StatePaths.of(files, call.caller().environment().get("CLOUD_CFG"));
        String sensitive = paths.runFile(SENSITIVE);
        return call.caller().superuser() && files.exists(sensitive)
                ? sensitive
                : paths.runFile(REDACTED);
    }

    /**
     * The variables in it.
     *
     * @param named the file that the command line names, or null
     * @throws IOException if it cannot be read, or is no JSON object
     */
    public static Mapping variables(@Nullable String named, Call call)
            throws IOException, UsageException {
        String path = path(named, call);
        byte[] bytes = InputFile.read(path, named != null, call);
        if (JsonReader.read(bytes, path) instanceof Mapping data) {
            return TemplateVariables.of(data);
        }
        throw new IOException(path + " is no JSON object");
    }
}
