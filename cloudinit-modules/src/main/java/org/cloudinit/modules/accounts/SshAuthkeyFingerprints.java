package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Console;
import org.cloudinit.modules.Faults;
import org.cloudinit.modules.Packing;

/**
 * {@code ssh_authkey_fingerprints}: shows on the console by which keys users may log in ({@code
 * cc_ssh_authkey_fingerprints}).
 */
public final class SshAuthkeyFingerprints implements ConfigModule {
    private static final String PREFIX = "ci-info: ";

    /** Made by the module system. */
    public SshAuthkeyFingerprints() {}

    @Override
    public String name() {
        return "ssh_authkey_fingerprints";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) {
        if (context.config().flag("no_ssh_fingerprints", false)) {
            return new Outcome.Skipped("no_ssh_fingerprints is set");
        }
        var faults = new Faults(context.reporter());
        String stated = context.config().shown("authkey_hash");
        String hash = stated == null ? "sha256" : stated;
        for (Map.Entry<String, Mapping> user : UserList.of(context.config()).users().entrySet()) {
            if (AccountTools.hasHome(user.getValue())) {
                faults.attempt(
                        "ssh.fingerprints",
                        "showing a user's keys",
                        user.getValue().origin(),
                        "See users_groups, which makes the users.",
                        () -> show(user.getKey(), hash, context));
            }
        }
        return faults.outcome();
    }

    private static void show(String name, String hash, ModuleContext context) throws IOException {
        Account user = new AccountTable(context.host()).user(name);
        if (user == null) {
            throw new IOException("there is no such user");
        }
        AuthorizedKeys.KeyFile file = new AuthorizedKeys(context.host()).fileOf(user);
        var text = new StringBuilder();
        for (String line : lines(file, name, hash)) {
            text.append(PREFIX).append(line).append('\n');
        }
        new Console(context.host()).write(text.toString());
    }

    /** A table of the keys, or that there are none. */
    static List<String> lines(AuthorizedKeys.KeyFile file, String user, String hash) {
        if (file.lines().isEmpty()) {
            return List.of("no authorized SSH keys fingerprints found for user " + user + ".");
        }
        var table =
                new TextTable(
                        List.of("Keytype", "Fingerprint (" + hash + ")", "Options", "Comment"));
        for (KeyLine line : file.lines()) {
            String type = line.type();
            if (type != null) {
                table.add(
                        List.of(
                                type,
                                fingerprint(line.key(), hash),
                                line.options().isEmpty() ? "-" : line.options(),
                                line.comment().isEmpty() ? "-" : line.comment()));
            }
        }
        List<String> rows = table.lines();
        String title = "Authorized keys from " + file.path() + " for user " + user;
        var lines = new ArrayList<String>();
        lines.add(TextTable.centered(title, rows.getFirst().length(), '+'));
        lines.addAll(rows);
        return lines;
    }

    /** The hash of a key in pairs of digits; {@code ?} if either is none. */
    static String fingerprint(String key, String hash) {
        byte[] bytes = Packing.base64(key.getBytes(StandardCharsets.UTF_8));
        if (bytes == null) {
            return "?";
        }
        try {
            byte[] digest = MessageDigest.getInstance(javaName(hash)).digest(bytes);
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (NoSuchAlgorithmException _) {
            return "?";
        }
    }

    /** {@code SHA-256} for {@code sha256}. */
    private static String javaName(String hash) {
        String name = hash.toLowerCase(Locale.ROOT);
        if (name.startsWith("sha3_")) {
            return "SHA3-" + name.substring(5);
        }
        return name.startsWith("sha") && !name.contains("-") ? "SHA-" + name.substring(3) : name;
    }
}
