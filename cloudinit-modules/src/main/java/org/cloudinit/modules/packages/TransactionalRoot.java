package org.cloudinit.modules.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.spi.ModuleContext;
import org.jspecify.annotations.Nullable;

/**
 * A root file system that is not changed while it is in use, as SUSE's MicroOS has it: packages go
 * into its next snapshot.
 */
final class TransactionalRoot {
    private TransactionalRoot() {}

    /**
     * Whether the machine has one.
     *
     * @throws IOException if its root may be read only, and nothing is there to change the next
     */
    static boolean isIn(ModuleContext context) throws IOException {
        if (!context.distro().moduleOptions("packages").has("transactional")) {
            return false;
        }
        HostFiles files = context.host().root();
        String[] mount = rootMount(files);
        boolean isBtrfs = mount != null && mount[2].equalsIgnoreCase("btrfs");
        if (isBtrfs && files.exists("/usr/sbin/transactional-update")) {
            return true;
        }
        if (mount != null && mount[3].startsWith("ro")) {
            throw new IOException("the root file system may only be read");
        }
        return false;
    }

    private static String @Nullable [] rootMount(HostFiles files) throws IOException {
        byte[] bytes = files.readIfPresent("/proc/mounts");
        String[] found = null;
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length > 3 && words[1].equals("/")) {
                found = words;
            }
        }
        return found;
    }
}
