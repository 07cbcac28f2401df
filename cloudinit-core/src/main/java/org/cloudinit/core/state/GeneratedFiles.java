package org.cloudinit.core.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.core.state.Cleaning.Generated;

/** Files that a stage makes outside of its own folders. */
final class GeneratedFiles {
    private static final String FSTAB = "/etc/fstab";
    private static final String FSTAB_MARK = "comment=cloudconfig";

    /**
     * Files of a folder.
     *
     * @param folder the folder
     * @param begin how their names begin
     * @param end how they end
     */
    private record Pattern(String folder, String begin, String end) {
        boolean matches(String name) {
            return name.length() >= begin.length() + end.length()
                    && name.startsWith(begin)
                    && name.endsWith(end);
        }
    }

    private static final List<Pattern> NETWORK =
            List.of(
                    new Pattern("/etc/netplan", "50-cloud-init.yaml", ""),
                    new Pattern("/etc/NetworkManager/conf.d", "99-cloud-init.conf", ""),
                    new Pattern(
                            "/etc/NetworkManager/conf.d",
                            "30-cloud-init-ip6-addr-gen-mode.conf",
                            ""),
                    new Pattern(
                            "/etc/NetworkManager/system-connections",
                            "cloud-init-",
                            ".nmconnection"),
                    new Pattern("/etc/systemd/network", "10-cloud-init-", ".network"),
                    new Pattern("/etc/network/interfaces.d", "50-cloud-init.cfg", ""));

    private static final String SSH = "/etc/ssh/sshd_config.d/50-cloud-init.conf";

    private GeneratedFiles() {}

    /** Removes those of the given kinds. */
    static void remove(Set<Generated> kinds, HostRoot root, Problems problems) {
        if (kinds.contains(Generated.NETWORK)) {
            for (Pattern pattern : NETWORK) {
                remove(pattern, root, problems);
            }
        }
        if (kinds.contains(Generated.SSH_CONFIG)) {
            Cleaning.remove(SSH, root, problems);
        }
        if (kinds.contains(Generated.FSTAB)) {
            fstab(root, problems);
        }
    }

    private static void remove(Pattern pattern, HostRoot root, Problems problems) {
        try {
            for (String name : root.list(pattern.folder())) {
                if (pattern.end().isEmpty()
                        ? name.equals(pattern.begin())
                        : pattern.matches(name)) {
                    Cleaning.remove(pattern.folder() + "/" + name, root, problems);
                }
            }
        } catch (IOException e) {
            problems.report(Cleaning.failure(pattern.folder(), "cannot be read", e));
        }
    }

    /** Lines that a stage put into the table are marked; the others stay as they are. */
    private static void fstab(HostRoot root, Problems problems) {
        try {
            byte[] bytes = root.readIfPresent(FSTAB);
            if (bytes == null) {
                return;
            }
            // Byte for byte: a table need not be UTF-8.
            String table = new String(bytes, StandardCharsets.ISO_8859_1);
            var kept = new StringBuilder(table.length());
            for (String line : table.split("(?<=\n)", -1)) {
                kept.append(line.contains(FSTAB_MARK) ? "" : line);
            }
            if (kept.length() < table.length()) {
                FileFacts facts = root.facts(FSTAB);
                int mode =
                        facts == null || facts.kind() != FileFacts.Kind.FILE ? 0644 : facts.mode();
                byte[] rest = kept.toString().getBytes(StandardCharsets.ISO_8859_1);
                root.write(new RenderedFile(FSTAB, rest, mode, null));
            }
        } catch (IOException e) {
            problems.report(Cleaning.failure(FSTAB, "cannot be changed", e));
        }
    }
}
