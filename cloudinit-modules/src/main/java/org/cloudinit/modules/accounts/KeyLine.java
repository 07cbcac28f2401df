package org.cloudinit.modules.accounts;

import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.modules.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code authorized_keys}: options, type, key and comment ({@code AuthKeyLine}). Empty
 * lines, comments and what is no key are kept as they are.
 *
 * @param source the line as read
 * @param options comma-separated, or empty
 * @param type such as {@code ssh-ed25519}; null of a line that holds no key
 * @param key the key in Base64
 * @param comment what follows, or empty
 */
record KeyLine(String source, String options, @Nullable String type, String key, String comment) {
    /** Types of OpenSSH that may stand in such a file, and three names of old. */
    private static final Set<String> TYPES =
            Set.of(
                    "rsa",
                    "ecdsa",
                    "ed25519",
                    "ecdsa-sha2-nistp256-cert-v01@openssh.com",
                    "ecdsa-sha2-nistp256",
                    "ecdsa-sha2-nistp384-cert-v01@openssh.com",
                    "ecdsa-sha2-nistp384",
                    "ecdsa-sha2-nistp521-cert-v01@openssh.com",
                    "ecdsa-sha2-nistp521",
                    "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
                    "sk-ecdsa-sha2-nistp256@openssh.com",
                    "sk-ssh-ed25519-cert-v01@openssh.com",
                    "sk-ssh-ed25519@openssh.com",
                    "ssh-ed25519-cert-v01@openssh.com",
                    "ssh-ed25519",
                    "ssh-rsa-cert-v01@openssh.com",
                    "ssh-rsa",
                    "ssh-xmss-cert-v01@openssh.com",
                    "ssh-xmss@openssh.com");

    /**
     * Reads a line.
     *
     * @param options options in place of the line's own; empty to keep those
     */
    static KeyLine of(String line, String options) {
        String text = PythonString.strip(line);
        if (text.isEmpty() || line.startsWith("#")) {
            return noKey(line);
        }
        KeyLine plain = key(line, options, text);
        if (plain != null) {
            return plain;
        }
        int end = endOfOptions(text);
        String own = text.substring(0, end);
        KeyLine optioned = key(line, options.isEmpty() ? own : options, text.substring(end));
        return optioned == null ? noKey(line) : optioned;
    }

    private static KeyLine noKey(String line) {
        return new KeyLine(line, "", null, "", "");
    }

    private static @Nullable KeyLine key(String line, String options, String text) {
        List<String> words = PythonText.words(text, 3);
        if (words.size() < 2 || !TYPES.contains(words.getFirst())) {
            return null;
        }
        String comment = words.size() > 2 ? words.get(2) : "";
        return new KeyLine(line, options, words.getFirst(), words.get(1), comment);
    }

    /** Blanks count between quotation marks; one that is escaped is none. */
    private static int endOfOptions(String text) {
        boolean quoted = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (!quoted && (c == ' ' || c == '\t')) {
                return at;
            }
            if (c == '\\' && text.startsWith("\"", at + 1)) {
                at++;
            } else if (c == '"' && at + 1 < text.length()) {
                quoted = !quoted;
            }
            at++;
        }
        return text.length();
    }

    /** Whether the line holds a key. */
    boolean isKey() {
        return type != null;
    }

    /** Whether both lines hold the same key, whatever stands around it. */
    boolean isSameKey(KeyLine other) {
        return isKey() && other.isKey() && key.equals(other.key);
    }

    /** The line as it is written. */
    String text() {
        if (type == null) {
            return source;
        }
        return (options.isEmpty() ? "" : options + " ")
                + type
                + " "
                + key
                + (comment.isEmpty() ? "" : " " + comment);
    }

    @Override
    public String toString() {
        return isKey() ? "a key of type " + type : "no key";
    }
}
