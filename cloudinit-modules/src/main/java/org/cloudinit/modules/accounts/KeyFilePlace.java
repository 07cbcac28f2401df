package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.FileFacts.Kind;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.modules.PythonText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which file sshd reads a user's keys from: the first of {@code AuthorizedKeysFile} that is the
 * user's own and that sshd would accept ({@code ssh_util.extract_authorized_keys}). What is missing
 * of it is made; a link on the way is not followed, for the user may have put it there.
 */
final class KeyFilePlace {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFilePlace.class);
    private static final String DEFAULT = "%h/.ssh/authorized_keys";
    private static final int OTHERS_WRITE = 022;

    private final Account user;
    private final HostRoot root;
    private final AccountTable table;
    private final boolean strict;

    private KeyFilePlace(Account user, Host host, boolean strict) {
        this.user = user;
        this.root = host.root();
        this.table = new AccountTable(host);
        this.strict = strict;
    }

    /** The path of the file; where none is acceptable, that of {@code .ssh/authorized_keys}. */
    static String of(Account user, Host host) throws IOException {
        SshdConfig config = SshdConfig.read(SshdConfig.FILE, host.root());
        String stated = config.value("authorizedkeysfile", DEFAULT);
        boolean strict = config.value("strictmodes", "yes").equals("yes");
        var place = new KeyFilePlace(user, host, strict);
        List<String> patterns = patterns(stated);
        List<String> paths = paths(stated, user.home(), user.name());
        for (int i = 0; i < paths.size(); i++) {
            String pattern = patterns.get(i);
            String path = paths.get(i);
            boolean own =
                    pattern.contains("%u")
                            || pattern.contains("%h")
                            || path.startsWith(user.home() + "/");
            if (own && place.isMade(path)) {
                return path;
            }
        }
        return join(user.home(), ".ssh/authorized_keys");
    }

    private static List<String> patterns(String value) {
        return PythonText.words(value.isEmpty() ? DEFAULT : value, Integer.MAX_VALUE);
    }

    /** Paths of {@code AuthorizedKeysFile}, its tokens filled in. */
    static List<String> paths(String value, String home, String user) {
        var paths = new ArrayList<String>();
        for (String pattern : patterns(value)) {
            String path = pattern.replace("%h", home).replace("%u", user).replace("%%", "%");
            paths.add(path.startsWith("/") ? path : join(home, path));
        }
        return paths;
    }

    private static String join(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    private boolean isMade(String path) {
        try {
            return areFoldersMade(path) && isFileMade(path);
        } catch (IOException failure) {
            LOG.debug("{} is not used: {}", path, failure.getMessage());
            return false;
        }
    }

    private boolean areFoldersMade(String path) throws IOException {
        int slash = user.home().lastIndexOf('/');
        String aboveHome = slash > 0 ? user.home().substring(0, slash) : "/";
        String[] names = path.split("/", -1);
        String folder = "";
        for (int i = 1; i < names.length - 1; i++) {
            folder += "/" + names[i];
            FileFacts facts = root.facts(folder);
            if (facts != null && (facts.kind() == Kind.LINK || facts.kind() == Kind.FILE)) {
                LOG.debug("{} is no folder", folder);
                return false;
            }
            if (aboveHome.startsWith(folder) || folder.equals(user.home())) {
                continue;
            }
            if (facts == null) {
                makeFolder(folder);
            }
            if (!isAccepted(folder, false)) {
                return false;
            }
        }
        return true;
    }

    /** Outside of the home several users may share it. */
    private void makeFolder(String folder) throws IOException {
        boolean own = folder.startsWith(user.home());
        root.createDirectory(folder, own ? 0700 : 0755);
        root.changeOwner(folder, own ? owner() : new Owner("0", "0"));
    }

    private Owner owner() {
        return new Owner(Integer.toString(user.user()), Integer.toString(user.group()));
    }

    private boolean isFileMade(String path) throws IOException {
        FileFacts facts = root.facts(path);
        if (facts != null && facts.kind() != Kind.FILE && facts.kind() != Kind.OTHER) {
            LOG.debug("{} is no file", path);
            return false;
        }
        if (facts == null) {
            root.write(new RenderedFile(path, new byte[0], 0600, owner()));
        }
        return isAccepted(path, true);
    }

    /** Whether sshd would use it: the user can read it, and nobody else can change it. */
    private boolean isAccepted(String path, boolean file) throws IOException {
        FileFacts facts = root.facts(path);
        String why = facts == null ? "is not there" : fault(facts, file);
        if (why != null) {
            LOG.debug("{} {}", path, why);
        }
        return why == null;
    }

    private @Nullable String fault(FileFacts facts, boolean file) throws IOException {
        boolean own = facts.user() == user.user();
        if (strict && !own && !"root".equals(table.userName(facts.user()))) {
            return "belongs to another user";
        }
        int least = file ? 0644 : 0711;
        int mine = own ? 0700 : table.belongs(user, facts.group()) ? 0070 : 0007;
        if ((facts.mode() & least & mine) == 0) {
            return "cannot be read by the user";
        }
        return strict && (facts.mode() & OTHERS_WRITE) != 0 ? "can be changed by others" : null;
    }
}
