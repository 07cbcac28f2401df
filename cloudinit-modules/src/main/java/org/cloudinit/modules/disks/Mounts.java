package org.cloudinit.modules.disks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Programs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code mounts}: lines of {@code /etc/fstab}, and the swap file ({@code cc_mounts}). */
public final class Mounts implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(Mounts.class);
    private static final String FILE = "/etc/fstab";

    /** File servers may be slow to answer. */
    private static final long LIMIT_MILLIS = 600_000;

    /** Made by the module system. */
    public Mounts() {}

    @Override
    public String name() {
        return "mounts";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        HostRoot root = context.host().root();
        byte[] bytes = root.readIfPresent(FILE);
        Fstab fstab = Fstab.of(bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
        List<List<String>> entries = new Entries(context, fstab).all();
        String swap = SwapFile.make(context);
        if (swap != null) {
            entries.add(List.of(swap, "none", "swap", "sw", "0", "0"));
        }
        if (entries.isEmpty()) {
            return new Outcome.Skipped("nothing is to be mounted");
        }
        var lines = new ArrayList<String>();
        for (List<String> entry : entries) {
            var fields = new ArrayList<>(entry);
            fields.set(0, Fstab.escape(entry.getFirst()));
            fields.set(1, Fstab.escape(entry.get(1)));
            lines.add(String.join("\t", fields));
        }
        List<String> folders = makeFolders(entries, root);
        root.write(RenderedFile.text(FILE, fstab.with(lines), 0644));
        activate(entries, fstab.differs(lines), folders, context);
        return new Outcome.Done();
    }

    private static List<String> makeFolders(List<List<String>> entries, HostRoot root) {
        var folders = new ArrayList<String>();
        for (List<String> entry : entries) {
            String folder = entry.get(1);
            if (!folder.startsWith("/")) {
                continue;
            }
            folders.add(folder);
            try {
                root.createDirectory(folder, 0755);
            } catch (IOException failure) {
                LOG.warn("{} is not made: {}", folder, failure.getMessage());
            }
        }
        return folders;
    }

    private static void activate(
            List<List<String>> entries,
            boolean changed,
            List<String> folders,
            ModuleContext context)
            throws IOException {
        HostRoot root = context.host().root();
        var programs = new Programs(context.host().processes());
        for (List<String> entry : entries) {
            if (entry.get(2).equals("swap")) {
                programs.run("swapon", "-a");
                break;
            }
        }
        if (!changed && mounted(root).containsAll(folders)) {
            return;
        }
        programs.run(
                new Command(
                        List.of("mount", "-a"),
                        Map.of(),
                        new byte[0],
                        LIMIT_MILLIS,
                        Output.CAPTURED));
        if (root.isDirectory("/run/systemd/system")) {
            programs.run("systemctl", "daemon-reload");
        }
    }

    private static Set<String> mounted(HostRoot root) throws IOException {
        byte[] bytes = root.readIfPresent("/proc/mounts");
        var points = new HashSet<String>();
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length > 1) {
                points.add(words[1]);
            }
        }
        return points;
    }

    /** The entries of {@code mounts}, each made whole, and those that are there by default. */
    private static final class Entries {
        private final ModuleContext context;
        private final Fstab fstab;
        private final DeviceNames names;
        private final List<@Nullable String> defaults;

        Entries(ModuleContext context, Fstab fstab) {
            this.context = context;
            this.fstab = fstab;
            this.names =
                    new DeviceNames(
                            context.host().root(),
                            DeviceNames.ofMetadata(context.instance().instanceDataExtras()),
                            context.config().mapping("device_aliases"));
            this.defaults = defaults();
        }

        private String options() {
            return context.host().root().isDirectory("/run/systemd/system")
                    ? "defaults,nofail,x-systemd.after=cloud-init-network.service,_netdev"
                    : "defaults,nobootwait";
        }

        private List<@Nullable String> defaults() {
            List<@Nullable String> fields =
                    new ArrayList<>(
                            Arrays.<@Nullable String>asList(
                                    null, null, "auto", options(), "0", "2"));
            int place = 0;
            for (ConfigTree stated : context.config().sequence("mount_default_fields")) {
                if (place < fields.size() && stated instanceof Scalar scalar) {
                    fields.set(place, stated instanceof Scalar.Null ? null : scalar.display());
                }
                place++;
            }
            return fields;
        }

        List<List<String>> all() throws IOException {
            var stated = new ArrayList<List<@Nullable String>>();
            for (ConfigTree item : items()) {
                List<@Nullable String> entry = entry(item);
                if (entry != null) {
                    stated.add(entry);
                }
            }
            addDefault(stated, "ephemeral0", "/mnt", "auto", options(), "0", "2");
            addDefault(stated, "swap", "none", "swap", "sw", "0", "0");
            return withoutDropped(stated);
        }

        private Sequence items() {
            ConfigTree listed = context.config().get("mounts");
            if (listed != null && listed.truthy() && !(listed instanceof Sequence)) {
                report(listed.origin(), "mounts is a list, and this is a " + listed.kind());
            }
            return context.config().sequence("mounts");
        }

        private @Nullable List<@Nullable String> entry(ConfigTree item) throws IOException {
            if (!(item instanceof Sequence fields) || fields.isEmpty()) {
                report(item.origin(), "an entry is a list of fields, the device first");
                return null;
            }
            List<@Nullable String> entry = new ArrayList<>();
            for (ConfigTree field : fields) {
                if (!(field instanceof Scalar scalar)) {
                    report(field.origin(), "a field is a " + field.kind());
                    return null;
                }
                int place = entry.size();
                String otherwise = place < defaults.size() ? defaults.get(place) : "";
                entry.add(field instanceof Scalar.Null ? otherwise : scalar.display());
            }
            for (int place = entry.size(); place < defaults.size(); place++) {
                entry.add(defaults.get(place));
            }
            String device = String.valueOf(entry.getFirst());
            String path = names.path(device);
            entry.set(0, path == null || fstab.devices().contains(path) ? device : path);
            return entry;
        }

        private void report(Origin origin, String message) {
            context.reporter()
                    .report(
                            Problem.warning(
                                    "mounts.entry",
                                    "reading mounts",
                                    origin,
                                    message,
                                    "Write [device, folder, type, options, dump, pass]; the others"
                                            + " are mounted."));
        }

        private void addDefault(List<List<@Nullable String>> entries, String... fields)
                throws IOException {
            String path = names.path(fields[0]);
            if (path == null || fstab.devices().contains(path)) {
                return;
            }
            for (List<@Nullable String> entry : entries) {
                if (path.equals(entry.getFirst())) {
                    return;
                }
            }
            List<@Nullable String> entry = new ArrayList<>(Arrays.asList(fields));
            entry.set(0, path);
            entries.add(entry);
        }

        /**
         * An entry without a folder takes its device, and what came before for it, off the list.
         */
        private static List<List<String>> withoutDropped(List<List<@Nullable String>> entries) {
            var kept = new ArrayList<List<String>>();
            var dropped = new HashSet<String>();
            for (List<@Nullable String> entry : entries.reversed()) {
                String device = String.valueOf(entry.getFirst());
                if (entry.get(1) == null || dropped.contains(device)) {
                    dropped.add(device);
                    continue;
                }
                var fields = new ArrayList<String>();
                for (String field : entry) {
                    fields.add(String.valueOf(field));
                }
                fields.set(3, fields.get(3) + "," + Fstab.MARK);
                kept.addFirst(fields);
            }
            return kept;
        }
    }
}
