package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code /etc/shadow}, for what no program of the distribution can ask of it or set in it.
 *
 * @param root the machine's files
 */
record ShadowFile(HostRoot root) {
    static final String PATH = "/etc/shadow";
    static final int PASSWORD = 1;
    static final int LAST_CHANGE = 2;
    static final int LEAST_AGE = 3;
    static final int MOST_AGE = 4;
    static final int WARNING = 5;
    static final int INACTIVE = 6;
    static final int EXPIRY = 7;

    /** A field of a user's line; null if the user or the field is not there. */
    @Nullable String field(String user, int field) throws IOException {
        for (String line : AccountTable.lines(root, PATH)) {
            String[] fields = line.split(":", -1);
            if (fields[0].equals(user) && fields.length > field) {
                return fields[field];
            }
        }
        return null;
    }

    /** Sets fields of a user's line; a user that is not there is an error. */
    void set(String user, Map<Integer, String> values) throws IOException {
        List<String> lines = AccountTable.lines(root, PATH);
        boolean found = false;
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(":", -1);
            if (!fields[0].equals(user) || fields.length <= EXPIRY) {
                continue;
            }
            values.forEach((field, value) -> fields[field] = value);
            lines.set(i, String.join(":", fields));
            found = true;
        }
        FileFacts facts = root.facts(PATH);
        if (!found || facts == null) {
            throw new IOException("the user is not in " + PATH);
        }
        RenderedFile text = RenderedFile.text(PATH, String.join("\n", lines), facts.mode());
        var owner = new Owner(Integer.toString(facts.user()), Integer.toString(facts.group()));
        root.write(new RenderedFile(PATH, text.content(), facts.mode(), owner));
    }
}
