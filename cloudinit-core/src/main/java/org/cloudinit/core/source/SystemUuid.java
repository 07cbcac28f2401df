package org.cloudinit.core.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.cloudinit.api.host.Container;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.ProcessRunner;
import org.jspecify.annotations.Nullable;

/** The machine's own name in DMI ({@code dmi.read_dmi_data}). */
public final class SystemUuid {
    private static final String FILE = "/sys/class/dmi/id/product_uuid";

    private SystemUuid() {}

    /**
     * The UUID in lower case, or null where the machine has none or does not show it. A container's
     * DMI is its host's and counts as none. {@code dmidecode} is asked where the kernel shows no
     * such file and the program is there.
     */
    public static @Nullable String read(Host host) {
        HostFiles files = host.root();
        try {
            byte[] bytes = files.readIfPresent(FILE);
            if (bytes == null) {
                bytes = asked(host);
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
            return text.isEmpty() || Container.is(files) ? null : text.toLowerCase(Locale.ROOT);
        } catch (IOException _) {
            return null;
        }
    }

    private static byte[] asked(Host host) throws IOException {
        for (String folder : new String[] {"/usr/sbin/", "/usr/bin/", "/sbin/"}) {
            if (host.root().isExecutable(folder + "dmidecode") && !Container.is(host.root())) {
                ProcessRunner.Result result =
                        host.processes()
                                .run(
                                        ProcessRunner.Command.of(
                                                folder + "dmidecode", "--string", "system-uuid"));
                return result.success() ? result.output() : new byte[0];
            }
        }
        return new byte[0];
    }
}
