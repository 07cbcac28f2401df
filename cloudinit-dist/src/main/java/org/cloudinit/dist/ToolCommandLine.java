package org.cloudinit.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.dist.Invocation.Globals;
import org.cloudinit.dist.Invocation.Print;
import org.cloudinit.dist.Invocation.Refused;
import org.cloudinit.dist.Invocation.Tool;
import org.cloudinit.net.NetworkForm;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands behind {@code devel} and {@code schema}. The boot has no use for it, so it is a
 * class of its own.
 */
final class ToolCommandLine {
    static final String NET_CONVERT_USAGE =
            """
            usage: cloud-init devel net-convert -p FILE -k KIND -O RENDERER -D DISTRO -d DIR
                                                [-m NAME,MAC]… [--loss-report FILE] [--debug]
                   cloud-init devel net-convert --batch FILE

            Turn a network configuration into the files of a network service.

              -p, --network-data FILE  the configuration to be read
              -k, --kind KIND          its form: yaml, network_data.json or eni
              -O, --output-kind NAME   eni, netplan, networkd, network-manager or sysconfig
              -D, --distro NAME        the distribution whose paths and headers the files have
              -d, --directory DIR      the folder that stands for the machine's root
              -m, --mac NAME,MAC       a link of the machine; without any, this machine's count
              --loss-report FILE       write as JSON what the files do not express
              --debug                  show the input as it was read, and every loss
              --batch FILE             convert many, one JSON object a line; - is standard input
                                       in:  {"id", "input" or "path", "kind", "renderer", "distro",
                                             "nics": {NAME: MAC or {"mac", "driver", …}}}
                                       out: {"id", "files": {PATH: {"content", "mode"}},
                                             "losses", "error"}
            """;

    private static final Map<String, String> VALUED =
            Map.ofEntries(
                    Map.entry("-p", "--network-data"),
                    Map.entry("--network-data", "--network-data"),
                    Map.entry("-k", "--kind"),
                    Map.entry("--kind", "--kind"),
                    Map.entry("-d", "--directory"),
                    Map.entry("--directory", "--directory"),
                    Map.entry("-D", "--distro"),
                    Map.entry("--distro", "--distro"),
                    Map.entry("-m", "--mac"),
                    Map.entry("--mac", "--mac"),
                    Map.entry("-O", "--output-kind"),
                    Map.entry("--output-kind", "--output-kind"),
                    Map.entry("--loss-report", "--loss-report"),
                    Map.entry("--batch", "--batch"),
                    Map.entry("--root", "--root"));

    private static final Map<String, String> SCHEMA_VALUED =
            Map.of(
                    "-t", "--schema-type",
                    "--schema-type", "--schema-type",
                    "-c", "--config-file",
                    "--config-file", "--config-file");

    private static final Map<String, String> FLAGS =
            Map.of("--debug", "--debug", "--help", "--help", "-h", "--help");

    private static final List<String> REQUIRED =
            List.of("--network-data", "--kind", "--output-kind", "--distro", "--directory");

    private ToolCommandLine() {}

    /**
     * Reads the words behind a command.
     *
     * @param command {@code devel} or {@code schema}
     * @param globals options that stood before it
     */
    static Invocation read(String command, List<String> words, Globals globals) {
        return command.equals("schema") ? schema(words) : devel(words, globals);
    }

    private static Invocation schema(List<String> words) {
        var options = new Options(SCHEMA_VALUED, FLAGS);
        Refused refused = options.read(words);
        if (options.has("--help")) {
            return new Print(CommandLine.USAGE);
        }
        if (refused != null) {
            return refused;
        }
        String type = options.last("--schema-type");
        if (!"network-config".equals(type)) {
            return new Refused(
                    type == null
                            ? "schema needs --schema-type"
                            : "there is no check of '" + type + "'",
                    "Write --schema-type network-config.");
        }
        String file = options.last("--config-file");
        return file == null
                ? new Refused("schema needs --config-file", "Name the file to be checked.")
                : new Tool.CheckNetwork(file);
    }

    private static Invocation devel(List<String> words, Globals globals) {
        if (words.isEmpty() || !words.getFirst().equals("net-convert")) {
            return new Refused(
                    words.isEmpty()
                            ? "devel needs a command"
                            : "there is no command 'devel " + words.getFirst() + "'",
                    "There is devel net-convert.");
        }
        var options = new Options(VALUED, FLAGS);
        Refused refused = options.read(words.subList(1, words.size()));
        if (options.has("--help")) {
            return new Print(NET_CONVERT_USAGE);
        }
        if (refused != null) {
            return refused;
        }
        String root = options.last("--root");
        var all =
                new Globals(
                        root == null ? globals.root() : root,
                        globals.debug() || options.has("--debug"),
                        globals.configDrive());
        String batch = options.last("--batch");
        return batch == null ? single(options, all) : batch(options, batch);
    }

    private static Invocation batch(Options options, String file) {
        for (String name : List.of("--network-data", "--directory", "--mac", "--loss-report")) {
            if (options.has(name)) {
                return new Refused(
                        name + " says nothing beside --batch",
                        "Put it into the lines of the batch.");
            }
        }
        for (String name : List.of("--kind", "--output-kind", "--distro")) {
            if (options.has(name)) {
                return new Refused(
                        name + " says nothing beside --batch",
                        "Each line of the batch has its kind, renderer and distro.");
            }
        }
        return new Tool.NetConvertBatch(file);
    }

    private static Invocation single(Options options, Globals globals) {
        var missing = new ArrayList<String>();
        for (String name : REQUIRED) {
            if (!options.has(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            return new Refused(
                    "net-convert needs " + String.join(", ", missing),
                    "Usage is shown by devel net-convert --help.");
        }
        String kind = options.last("--kind");
        NetworkForm form = NetworkForm.of(kind);
        if (form == null) {
            return new Refused(
                    "'" + kind + "' is no kind of network configuration",
                    "Write yaml, network_data.json or eni.");
        }
        String distro = String.valueOf(options.last("--distro"));
        if (!Distros.isKnown(distro)) {
            return new Refused(
                    "there is no distribution '" + distro + "'",
                    "Write its name as in system_info.distro, such as debian.");
        }
        var nics = new ArrayList<Nic>();
        for (String item : options.all("--mac")) {
            Nic nic = nic(item);
            if (nic == null) {
                return new Refused(
                        "'" + item + "' is no name with an address",
                        "Write --mac NAME,MAC, such as eth0,fa:16:3e:00:00:01.");
            }
            nics.add(nic);
        }
        return new Tool.NetConvert(
                globals,
                String.valueOf(options.last("--network-data")),
                form,
                String.valueOf(options.last("--output-kind")),
                distro,
                String.valueOf(options.last("--directory")),
                nics.isEmpty() ? null : new NicInventory(nics),
                options.last("--loss-report"));
    }

    private static @Nullable Nic nic(String item) {
        int comma = item.indexOf(',');
        MacAddress mac = comma < 1 ? null : MacAddress.parse(item.substring(comma + 1));
        return mac == null ? null : StatedNics.nic(item.substring(0, comma), mac, null, null);
    }
}
