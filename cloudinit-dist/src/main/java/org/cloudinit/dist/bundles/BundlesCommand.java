package org.cloudinit.dist.bundles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.bundles.AgentClient;
import org.cloudinit.bundles.BundleFile;
import org.cloudinit.bundles.BundleFolders;
import org.cloudinit.bundles.BundleStore;
import org.cloudinit.bundles.InstalledBundle;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.core.BootRequest;
import org.cloudinit.dist.bundles.AgentCommand.Shown;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * {@code bundles}: which bundles the machine adds to the image. A change counts for the next boot,
 * and at once for an agent that runs; one that the agent cannot start is taken back.
 */
public final class BundlesCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init bundles list [--format json]
                   cloud-init bundles install FILE
                   cloud-init bundles update FILE
                   cloud-init bundles uninstall NAME

            Show or change the bundles that this machine adds to the image. They lie in
            /usr/lib/cloud-init/bundles and /etc/cloud/bundles; changes are made in the latter.

              --format FORMAT  text, or json for programs
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY.value(List.of("text", "json"), "--format").words(2);
    }

    @Override
    public int run(Call call) throws IOException, UsageException {
        List<String> words = call.options().words();
        String act = words.isEmpty() ? "" : words.getFirst();
        String object = words.size() < 2 ? null : words.get(1);
        return switch (act) {
            case "list" -> list(call);
            case "install" -> put(call, needed(object, "a file"), false);
            case "update" -> put(call, needed(object, "a file"), true);
            case "uninstall" -> uninstall(call, needed(object, "a name"));
            default ->
                    throw new UsageException(
                            act.isEmpty() ? "an act is missing" : "there is no act '" + act + "'",
                            "Write list, install, update or uninstall.");
        };
    }

    private static String needed(@Nullable String object, String what) throws UsageException {
        if (object == null) {
            throw new UsageException(what + " is missing", "Put it behind the act.");
        }
        return object;
    }

    private static int list(Call call) throws IOException, UsageException {
        List<InstalledBundle> bundles;
        try (AgentClient agent = AgentClient.of(Path.of(call.globals().root()))) {
            bundles = agent == null ? ofFolders(call) : agent.list().bundles();
        }
        if ("json".equals(call.options().last("--format"))) {
            call.terminal()
                    .out()
                    .println(JsonWriter.write(InstalledBundle.tree(bundles), JsonStyle.INDENTED));
            return 0;
        }
        for (InstalledBundle bundle : bundles) {
            call.terminal()
                    .out()
                    .println(
                            bundle.name()
                                    + " "
                                    + bundle.version()
                                    + (bundle.fromImage() ? " (image)" : "")
                                    + (bundle.provides().isEmpty()
                                            ? ""
                                            : ": " + String.join("; ", bundle.provides())));
        }
        return 0;
    }

    /** What the next boot would load; what a bundle brings is known only when it runs. */
    private static List<InstalledBundle> ofFolders(Call call) throws IOException, UsageException {
        var bundles = new ArrayList<InstalledBundle>();
        Reporter shown = new Shown(call.terminal());
        for (BundleFile file : stage(call).folders(shown).trusted(shown)) {
            bundles.add(new InstalledBundle(file.name(), file.version(), false, false, List.of()));
        }
        return bundles;
    }

    private static int put(Call call, String source, boolean update)
            throws IOException, UsageException {
        BundleFile jar = BundleFile.read(Path.of(source));
        var store = new BundleStore(call.machine().root());
        boolean there = store.has(jar.name());
        if (there != update) {
            throw new UsageException(
                    jar.name() + (there ? " is installed" : " is not installed"),
                    there ? "Use update." : "Use install.");
        }
        byte[] before = store.content(jar.name());
        store.put(jar);
        boolean isLoaded = false;
        try {
            isLoaded = loads(call, jar.name(), store);
        } finally {
            // Also where the agent is gone: what ended it would end the next boot.
            if (!isLoaded) {
                store.restore(jar.name(), before);
            }
        }
        if (!isLoaded) {
            if (before != null) {
                reload(call, store.file(jar.name()));
            }
            call.terminal().err().println("cloud-init bundles: " + jar.name() + " is as it was");
            return 1;
        }
        call.terminal()
                .out()
                .println(jar.name() + " " + jar.version() + (update ? " updated" : " installed"));
        return 0;
    }

    /** Whether a jar of the store may be loaded, and starts in the agent where there is one. */
    private static boolean loads(Call call, String name, BundleStore store)
            throws IOException, UsageException {
        try (AgentClient agent = AgentClient.of(Path.of(call.globals().root()))) {
            if (agent == null) {
                Reporter shown = new Shown(call.terminal());
                BundleFolders folders = stage(call).folders(shown);
                BundleFile jar = folders.read(store.file(name), shown);
                return jar != null && folders.counts(jar, shown);
            }
            AgentClient.Answer answer = agent.put(store.file(name));
            answer.problems().forEach(call.terminal().err()::println);
            return answer.done();
        }
    }

    /** An agent looked for the old jar where the new one lay, and has neither now. */
    private static void reload(Call call, Path jar) throws IOException {
        try (AgentClient agent = AgentClient.of(Path.of(call.globals().root()))) {
            if (agent != null) {
                agent.put(jar).problems().forEach(call.terminal().err()::println);
            }
        }
    }

    private static int uninstall(Call call, String name) throws IOException, UsageException {
        var store = new BundleStore(call.machine().root());
        if (!store.has(name)) {
            throw new UsageException(
                    name + " is not among the bundles of /etc/cloud/bundles",
                    "They are listed by bundles list.");
        }
        store.remove(name);
        try (AgentClient agent = AgentClient.of(Path.of(call.globals().root()))) {
            if (agent != null) {
                agent.remove(name).problems().forEach(call.terminal().err()::println);
            }
        }
        call.terminal().out().println(name + " uninstalled");
        return 0;
    }

    private static StageWithBundles stage(Call call) throws UsageException {
        return new StageWithBundles(
                BootRequest.ORDINARY, call.machine(), Path.of(call.globals().root()));
    }
}
