package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.host.NetLinks;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Command;

/**
 * Network links by {@code ip link}. The program is started only when a link must change, which is
 * rare; calling the kernel by itself would cost every boot more.
 */
public final class IpLinks implements NetLinks {
    /** IFNAMSIZ without the closing zero. */
    private static final int LONGEST_NAME = 15;

    private final ProcessRunner processes;

    /** Links that are changed by programs of this runner. */
    public IpLinks(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        set(checked(from), "name", checked(to));
    }

    @Override
    public void up(String name) throws IOException {
        set(checked(name), "up");
    }

    @Override
    public void down(String name) throws IOException {
        set(checked(name), "down");
    }

    private void set(String link, String... change) throws IOException {
        String[] words = new String[4 + change.length];
        words[0] = "ip";
        words[1] = "link";
        words[2] = "set";
        words[3] = link;
        System.arraycopy(change, 0, words, 4, change.length);
        ProcessRunner.Result result = processes.run(Command.of(words));
        if (!result.success()) {
            throw new IOException(
                    "setting link "
                            + link
                            + " "
                            + String.join(" ", change)
                            + ": ip ended with "
                            + result.exitCode()
                            + ": "
                            + new String(result.error(), StandardCharsets.UTF_8).strip());
        }
    }

    /** What the kernel would refuse, and what ip would take for an option. */
    private static String checked(String name) throws IOException {
        boolean fits = !name.isEmpty() && name.length() <= LONGEST_NAME && name.charAt(0) != '-';
        for (int i = 0; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = c > ' ' && c != '/' && c != 0x7f;
        }
        if (!fits || name.equals(".") || name.equals("..")) {
            throw new IOException("not a link name: " + name);
        }
        return name;
    }
}
