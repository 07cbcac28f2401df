package org.cloudinit.dist.network;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.dist.command.Globals;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.Options;
import org.cloudinit.dist.command.UsageException;
import org.cloudinit.net.NetworkForm;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code devel net-convert}. */
final class NetConvertArguments {
    static final String USAGE =
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
              --debug                  show the input, the internal state, and every loss
              --batch FILE             convert many, one JSON object a line; - is standard input
                                       in:  {"id", "input" or "path", "kind", "renderer", "distro",
                                             "nics": {NAME: MAC or {"mac", "driver", …}}}
                                       out: {"id", "files": {PATH: {"content", "mode"}},
                                             "losses", "error"}
            """;

    static final OptionTable OPTIONS =
            OptionTable.EMPTY
                    .value("--network-data", "-p")
                    .value("--kind", "-k")
                    .value("--directory", "-d")
                    .value("--distro", "-D")
                    .value("--mac", "-m")
                    .value("--output-kind", "-O")
                    .value("--loss-report")
                    .value("--batch");

    private static final List<String> REQUIRED =
            List.of("--network-data", "--kind", "--output-kind", "--distro", "--directory");

    /** What is to be converted. */
    sealed interface Asked {}

    /**
     * One configuration.
     *
     * @param globals options for every command
     * @param input the file to be read
     * @param form what it is
     * @param renderer name of the renderer
     * @param distro name of the distribution
     * @param directory the folder that the files are put below
     * @param nics links that were stated, or null where this machine's count
     * @param lossReport the file that takes the losses, or null
     */
    record Single(
            Globals globals,
            String input,
            NetworkForm form,
            String renderer,
            String distro,
            String directory,
            @Nullable NicInventory nics,
            @Nullable String lossReport)
            implements Asked {}

    /**
     * Many.
     *
     * @param file the batch, or {@code -} for standard input
     */
    record Batch(String file) implements Asked {}

    private NetConvertArguments() {}

    /**
     * Makes sense of the options.
     *
     * @throws UsageException if they make none
     */
    static Asked read(Options options, Globals globals) throws UsageException {
        String batch = options.last("--batch");
        return batch == null ? single(options, globals) : batch(options, batch);
    }

    private static Batch batch(Options options, String file) throws UsageException {
        for (String name : List.of("--network-data", "--directory", "--mac", "--loss-report")) {
            if (options.has(name)) {
                throw new UsageException(
                        name + " says nothing beside --batch",
                        "Put it into the lines of the batch.");
            }
        }
        for (String name : List.of("--kind", "--output-kind", "--distro")) {
            if (options.has(name)) {
                throw new UsageException(
                        name + " says nothing beside --batch",
                        "Each line of the batch has its kind, renderer and distro.");
            }
        }
        return new Batch(file);
    }

    /** Kinds of the original whose reading is part of a data source that is not here. */
    static boolean ofOtherSources(String kind) {
        return kind.equals("azure-imds") || kind.equals("vmware-imc");
    }

    private static Single single(Options options, Globals globals) throws UsageException {
        var missing = new ArrayList<String>();
        for (String name : REQUIRED) {
            if (!options.has(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new UsageException(
                    "net-convert needs " + String.join(", ", missing),
                    "Usage is shown by devel net-convert --help.");
        }
        String kind = String.valueOf(options.last("--kind"));
        NetworkForm form = NetworkForm.of(kind);
        if (ofOtherSources(kind)) {
            throw new UsageException(
                    "the kind '" + kind + "' is not supported [net-convert.kind-not-supported]",
                    "Convert it with the data source that it belongs to, or write version 1 or 2.");
        }
        if (form == null) {
            throw new UsageException(
                    "'" + kind + "' is no kind of network configuration",
                    "Write yaml, network_data.json or eni.");
        }
        String distro = String.valueOf(options.last("--distro"));
        if (!Distros.isKnown(distro)) {
            throw new UsageException(
                    "there is no distribution '" + distro + "'",
                    "Write its name as in system_info.distro, such as debian.");
        }
        return new Single(
                globals,
                String.valueOf(options.last("--network-data")),
                form,
                String.valueOf(options.last("--output-kind")),
                distro,
                String.valueOf(options.last("--directory")),
                stated(options.all("--mac")),
                options.last("--loss-report"));
    }

    private static @Nullable NicInventory stated(List<String> items) throws UsageException {
        var nics = new ArrayList<Nic>();
        for (String item : items) {
            Nic nic = nic(item);
            if (nic == null) {
                throw new UsageException(
                        "'" + item + "' is no name with an address",
                        "Write --mac NAME,MAC, such as eth0,fa:16:3e:00:00:01.");
            }
            nics.add(nic);
        }
        return nics.isEmpty() ? null : new NicInventory(nics);
    }

    private static @Nullable Nic nic(String item) {
        int comma = item.indexOf(',');
        MacAddress mac = comma < 1 ? null : MacAddress.parse(item.substring(comma + 1));
        return mac == null ? null : StatedNics.nic(item.substring(0, comma), mac, null, null);
    }
}
