package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.modules.GeneratedHeader;
import org.cloudinit.modules.KeptFile;
import org.cloudinit.modules.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code sudo} and {@code doas}. A file is written whole, for half a rule file takes
 * everybody's rights; rules that are in it already are not added again.
 *
 * @param host the machine
 */
record RightsFiles(Host host) {
    private static final int MODE = 0440;
    private static final int FOLDER_MODE = 0750;
    private static final String SUDOERS = "/etc/sudoers";
    private static final String VENDOR_SUDOERS = "/usr/etc/sudoers";

    /** The head of a new file, as the original has it. */
    private static final String SUDOERS_HEAD =
            "# See sudoers(5) for more information on \"#include\" directives:\n\n";

    private static final String SUDO_FOLDER = "/etc/sudoers.d";
    private static final String SUDO_FILE = SUDO_FOLDER + "/90-cloud-init-users";
    private static final String DOAS_FILE = "/etc/doas.conf";

    /** Adds rules of a user to sudo's. */
    void addSudo(String user, List<String> rules) throws IOException {
        var text = new StringBuilder("\n# User rules for ").append(user).append('\n');
        for (String rule : rules) {
            text.append(user).append(' ').append(rule).append('\n');
        }
        includeSudoFolder();
        add(SUDO_FILE, text.toString());
    }

    /** Adds rules, which name their user, to those of doas. */
    void addDoas(String user, List<String> rules) throws IOException {
        var text = new StringBuilder("\n# cloud-init User rules for ").append(user).append('\n');
        for (String rule : rules) {
            text.append(rule).append('\n');
        }
        add(DOAS_FILE, text.toString());
    }

    private void add(String path, String rules) throws IOException {
        String present = text(path);
        if (present == null) {
            write(path, GeneratedHeader.of("Created", host.clock()) + "\n" + rules);
        } else if (!present.contains(rules)) {
            write(path, present + rules);
        }
    }

    private @Nullable String text(String path) throws IOException {
        return new KeptFile(host.root()).text(path);
    }

    private void write(String path, String text) throws IOException {
        new KeptFile(host.root()).write(path, text, MODE);
    }

    private void includeSudoFolder() throws IOException {
        HostRoot root = host.root();
        String present = text(SUDOERS);
        String vendor = present == null ? text(VENDOR_SUDOERS) : null;
        String known = present == null ? vendor : present;
        if (known == null || !includes(known)) {
            String head =
                    present != null
                            ? present + "\n"
                            : (vendor == null ? "" : vendor) + SUDOERS_HEAD;
            String include =
                    GeneratedHeader.of("Added", host.clock())
                            + "\n#includedir "
                            + SUDO_FOLDER
                            + "\n";
            write(SUDOERS, head + include);
        }
        if (root.isDirectory(SUDO_FOLDER)) {
            root.changeMode(SUDO_FOLDER, FOLDER_MODE);
        } else {
            root.createDirectory(SUDO_FOLDER, FOLDER_MODE);
        }
    }

    /** Whether a line says {@code #includedir} or {@code @includedir} with the folder. */
    private static boolean includes(String sudoers) {
        for (String line : PythonText.lines(sudoers)) {
            List<String> words = PythonText.words(line, 2);
            if (words.size() == 2
                    && (words.getFirst().equals("#includedir")
                            || words.getFirst().equals("@includedir"))
                    && withoutSlash(PythonString.strip(words.get(1))).equals(SUDO_FOLDER)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }
}
