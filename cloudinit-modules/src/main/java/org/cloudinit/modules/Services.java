package org.cloudinit.modules;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.spi.ModuleContext;

/**
 * The machine's services, told by systemd or by what the distribution has in its place ({@code
 * Distro.manage_service}).
 *
 * @param context the machine, and its distribution
 */
public record Services(ModuleContext context) {
    /** Whether systemd runs the machine ({@code uses_systemd}). */
    public static boolean areOfSystemd(HostFiles files) throws IOException {
        FileFacts facts = files.facts("/run/systemd/system");
        return facts != null && facts.kind() == FileFacts.Kind.DIRECTORY;
    }

    /** Has a service read its configuration; one that does not run is started. */
    public void reload(String service) throws IOException {
        tell("reload-or-restart", service);
    }

    /** Has a service read its configuration; under systemd one that does not run stays so. */
    public void tryReload(String service) throws IOException {
        tell("try-reload-or-restart", service);
    }

    /** Starts a service anew. */
    public void restart(String service) throws IOException {
        tell("restart", service);
    }

    private void tell(String actOfSystemd, String service) throws IOException {
        String program = context.distro().moduleOptions("services").text("program", "service");
        boolean alpine = program.equals("rc-service");
        List<String> words;
        if (alpine) {
            words = List.of(program, "--nocolor", service, "restart");
        } else if (program.equals("systemctl") || areOfSystemd(context.host().root())) {
            words = List.of("systemctl", actOfSystemd, service);
        } else {
            words = List.of(program, service, "restart");
        }
        new Programs(context.host().processes()).run(words);
    }
}
