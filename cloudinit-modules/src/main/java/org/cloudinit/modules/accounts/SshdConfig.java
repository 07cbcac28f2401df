package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.modules.KeptFile;
import org.cloudinit.modules.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code sshd_config}: a keyword, in any case, and its value ({@code parse_ssh_config}).
 *
 * @param lines comments and empty lines among them; what has no value is left out, as in the
 *     original
 */
record SshdConfig(List<Line> lines) {
    static final String FILE = "/etc/ssh/sshd_config";

    private static final int NEW_MODE = 0644;

    SshdConfig {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param text as read
     * @param keyword null of a comment
     */
    record Line(String text, @Nullable String keyword, String value) {
        boolean is(String other) {
            return keyword != null && keyword.toLowerCase(Locale.ROOT).equals(other);
        }

        String shown() {
            return keyword == null ? text : value.isEmpty() ? keyword : keyword + " " + value;
        }
    }

    /** The lines of a file; none if it is not there. */
    static SshdConfig read(String path, HostRoot root) throws IOException {
        String text = root.isDirectory(path) ? null : new KeptFile(root).text(path);
        return parse(PythonText.lines(text == null ? "" : text));
    }

    static SshdConfig parse(List<String> lines) {
        var parsed = new ArrayList<Line>();
        for (String each : lines) {
            String line = PythonString.strip(each);
            if (line.isEmpty() || line.startsWith("#")) {
                parsed.add(new Line(line, null, ""));
                continue;
            }
            List<String> words = PythonText.words(line, 2);
            int equals = line.indexOf('=');
            if (words.size() == 2) {
                parsed.add(new Line(line, words.getFirst(), words.get(1)));
            } else if (equals >= 0) {
                parsed.add(new Line(line, line.substring(0, equals), line.substring(equals + 1)));
            }
        }
        return new SshdConfig(parsed);
    }

    /** The last value of a keyword, which is given in lower case. */
    String value(String keyword, String otherwise) {
        String value = otherwise;
        for (Line line : lines) {
            value = line.is(keyword) ? line.value() : value;
        }
        return value;
    }

    /** The lines with a value set wherever the keyword stands, or added; null if it is set. */
    @Nullable SshdConfig with(String keyword, String value) {
        var changed = new ArrayList<Line>();
        boolean found = false;
        boolean differs = false;
        for (Line line : lines) {
            boolean meant = line.is(keyword.toLowerCase(Locale.ROOT));
            found |= meant;
            differs |= meant && !line.value().equals(value);
            changed.add(meant ? new Line(line.text(), line.keyword(), value) : line);
        }
        if (found && !differs) {
            return null;
        }
        if (!found) {
            changed.add(new Line("", keyword, value));
        }
        return new SshdConfig(changed);
    }

    /** The file's text. */
    String text() {
        var text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.shown()).append('\n');
        }
        return text.toString();
    }

    /**
     * The file that settings go to: where {@code sshd_config} includes its folder, or stands in
     * {@code /usr} and only the folder is here, one in that folder, made for root alone.
     */
    static String target(HostRoot root) throws IOException {
        if (!includesFolder(root)) {
            return FILE;
        }
        String target = FILE + ".d/50-cloud-init.conf";
        FileFacts facts = root.facts(target);
        if (facts == null) {
            root.write(RenderedFile.text(target, "", 0600));
        }
        return target;
    }

    private static boolean includesFolder(HostRoot root) throws IOException {
        if (!root.exists(FILE)) {
            return root.exists(FILE + ".d");
        }
        if (root.isDirectory(FILE)) {
            return false;
        }
        String text = new String(root.read(FILE), StandardCharsets.UTF_8);
        for (String line : PythonText.lines(text)) {
            if (line.startsWith("Include " + FILE + ".d/*.conf")) {
                return true;
            }
        }
        return false;
    }

    /** Sets an option of sshd; false if it is set so already. */
    static boolean update(String keyword, String value, HostRoot root) throws IOException {
        String target = target(root);
        SshdConfig changed = read(target, root).with(keyword, value);
        if (changed == null) {
            return false;
        }
        new KeptFile(root).write(target, changed.text(), NEW_MODE);
        return true;
    }

    /** Adds lines at the end that are not there yet. */
    static void append(List<String> more, HostRoot root) throws IOException {
        String target = target(root);
        String stated = new KeptFile(root).text(target);
        String present = stated == null ? "" : stated;
        var text = new StringBuilder(present);
        for (String line : more) {
            if (!PythonText.lines(present).contains(line)) {
                text.append(line).append('\n');
            }
        }
        new KeptFile(root).write(target, text.toString(), NEW_MODE);
    }
}
