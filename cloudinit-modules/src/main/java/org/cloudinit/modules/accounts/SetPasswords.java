package org.cloudinit.modules.accounts;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Console;
import org.cloudinit.modules.Faults;
import org.cloudinit.modules.PythonText;
import org.cloudinit.modules.accounts.PasswordTools.Entry;
import org.jspecify.annotations.Nullable;

/**
 * {@code set_passwords}: passwords of users that are there, and whether sshd takes passwords
 * ({@code cc_set_passwords}). Random passwords are shown on the console and nowhere else.
 */
public final class SetPasswords implements ConfigModule {
    private static final String ACT = "setting passwords";
    private static final List<String> HASHES = List.of("$1$", "$2a$", "$2y$", "$5$", "$6$");

    /** Made by the module system. */
    public SetPasswords() {}

    @Override
    public String name() {
        return "set_passwords";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) {
        var faults = new Faults(context.reporter());
        var request = new Request(context, faults);
        request.read();
        request.set();
        new SshPasswords(context, faults).apply();
        return faults.outcome();
    }

    /** What is to be set, in the order in which the original sets it. */
    private static final class Request {
        private final ModuleContext context;
        private final Mapping config;
        private final Faults faults;
        private final PasswordTools tools;
        private final List<Entry> plain = new ArrayList<>();
        private final List<Entry> random = new ArrayList<>();
        private final List<Entry> hashed = new ArrayList<>();
        private boolean expire = true;

        Request(ModuleContext context, Faults faults) {
            this.context = context;
            this.config = context.config();
            this.faults = faults;
            this.tools = new PasswordTools(context.host());
        }

        private void attempt(Origin origin, Faults.Work work) {
            faults.attempt(
                    "passwords.not-set",
                    ACT,
                    origin,
                    "Check the users' names; the other passwords are set.",
                    work);
        }

        void read() {
            ConfigTree stated = config.get("chpasswd");
            Mapping settings = config.mapping("chpasswd");
            if (stated != null && stated.truthy() && !(stated instanceof Mapping)) {
                refuse(stated, "chpasswd is a mapping, and this is a " + stated.kind());
            }
            String argument = argument();
            Sequence users = settings.sequence("users");
            ConfigTree list = argument == null ? settings.get("list") : null;
            List<ConfigTree> lines = list != null && list.truthy() ? lines(list) : List.of();
            expire = settings.flag("expire", true);
            // In the order of the original: texts, then random ones, then the older list.
            users.forEach(item -> attempt(item.origin(), () -> addUser(item, "text")));
            users.forEach(item -> attempt(item.origin(), () -> addUser(item, "RANDOM")));
            users.forEach(item -> attempt(item.origin(), () -> addUser(item, "hash")));
            lines.forEach(item -> attempt(item.origin(), () -> addLine(item)));
            if (users.isEmpty() && lines.isEmpty()) {
                attempt(config.origin(), () -> addDefaultUser(argument));
            }
        }

        private @Nullable String argument() {
            List<ConfigTree> arguments = context.arguments();
            return !arguments.isEmpty() && arguments.getFirst() instanceof Scalar first
                    ? first.display()
                    : null;
        }

        private void refuse(ConfigTree place, String message) {
            faults.add("passwords.form", ACT, place.origin(), message, "See the form of chpasswd.");
        }

        private void addDefaultUser(@Nullable String argument) {
            ConfigTree stated = config.get("password");
            ConfigTree password = argument == null ? stated : Scalar.text(argument);
            if (password == null || !password.truthy()) {
                return;
            }
            String user = UserList.of(config).defaultUser();
            if (user == null) {
                faults.warn(
                        "passwords.no-user",
                        ACT,
                        password.origin(),
                        "there is no default user whose password this is",
                        "Use chpasswd, or ask for the default user in users.");
                return;
            }
            Entry entry = UserCreation.entry(user, password, "password");
            addOlder(user, entry.password());
        }

        /** An entry of {@code users}, if it is of a type. */
        private void addUser(ConfigTree item, String type) {
            if (!(item instanceof Mapping user) || user.shown("name") == null) {
                if (type.equals("text")) {
                    refuse(item, "an entry of users has no name");
                }
                return;
            }
            String stated = user.text("type", user.has("type") ? "" : "hash");
            if (type.equals("text") && !List.of("text", "RANDOM", "hash").contains(stated)) {
                refuse(item, "the type of an entry is hash, text or RANDOM");
            }
            if (!stated.equals(type)) {
                return;
            }
            String name = user.text("name", String.valueOf(user.shown("name")));
            if (type.equals("RANDOM")) {
                addRandom(name);
                return;
            }
            ConfigTree password = user.get("password");
            if (password == null) {
                refuse(item, "an entry of users has no password");
            } else {
                Entry entry = UserCreation.entry(name, password, "password");
                (type.equals("hash") ? hashed : plain).add(entry);
            }
        }

        private void addRandom(String name) {
            var entry = UserCreation.entry(name, Scalar.text(RandomPassword.make()), "password");
            plain.add(entry);
            random.add(entry);
        }

        private static List<ConfigTree> lines(ConfigTree list) {
            if (list instanceof Sequence items) {
                return items.items();
            }
            var lines = new ArrayList<ConfigTree>();
            if (list instanceof Scalar scalar) {
                for (String line : PythonText.lines(scalar.display())) {
                    lines.add(Scalar.text(line).at(list.origin()));
                }
            }
            return lines;
        }

        /** {@code name:password}; a password that looks like a hash is one. */
        private void addLine(ConfigTree item) {
            String line = item instanceof Scalar scalar ? scalar.display() : "";
            int colon = line.indexOf(':');
            if (colon < 1) {
                refuse(item, "an entry of list is not of the form name:password");
                return;
            }
            ConfigTree password = Scalar.text(line.substring(colon + 1)).at(item.origin());
            String name = line.substring(0, colon);
            addOlder(name, UserCreation.entry(name, password, "list").password());
        }

        private void addOlder(String name, String password) {
            if (isHash(password)) {
                hashed.add(new Entry(name, password));
            } else if (password.equals("R") || password.equals("RANDOM")) {
                addRandom(name);
            } else {
                plain.add(new Entry(name, password));
            }
        }

        void set() {
            set(plain, false);
            set(hashed, true);
            if (!random.isEmpty()) {
                show();
            }
            if (expire) {
                expire(plain);
                expire(hashed);
            }
        }

        private void set(List<Entry> entries, boolean areHashed) {
            if (!entries.isEmpty()) {
                attempt(config.origin(), () -> tools.set(entries, areHashed, true));
            }
        }

        private void expire(List<Entry> entries) {
            for (Entry entry : entries) {
                attempt(config.origin(), () -> tools.expire(entry.user()));
            }
        }

        private void show() {
            var text = new StringBuilder("Set the following 'random' passwords\n\n");
            for (Entry entry : random) {
                text.append(entry.user()).append(':').append(entry.password()).append('\n');
            }
            if (!new Console(context.host()).writeOnly(text.toString())) {
                faults.warn(
                        "passwords.not-shown",
                        ACT,
                        config.origin(),
                        "there is no console to show the random passwords on",
                        "Give passwords of your own.");
            }
        }
    }

    /** Whether a password is the hash of one, of a kind that {@code list} takes for such. */
    static boolean isHash(String password) {
        for (String kind : HASHES) {
            if (password.startsWith(kind) && password.indexOf(':') < 0) {
                // Salt and hash follow, neither of them empty.
                return password.lastIndexOf('$', password.length() - 2) > kind.length();
            }
        }
        return false;
    }
}
