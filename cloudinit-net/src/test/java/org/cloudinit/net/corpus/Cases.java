package org.cloudinit.net.corpus;

import java.util.ArrayList;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.net.NetworkConversion;

/** What the rows of the tables have in common. */
final class Cases {
    private Cases() {}

    /** The NICs of a row: {@code dev_attrs}, or {@code env.nics}. */
    static NicInventory nics(Mapping row) {
        var nics = new ArrayList<Nic>();
        row.mapping("dev_attrs")
                .entries()
                .forEach(
                        (name, attributes) -> {
                            if (attributes instanceof Mapping facts) {
                                nics.add(nic(name.display(), facts.text("address", "")));
                            }
                        });
        row.mapping("env")
                .mapping("nics")
                .entries()
                .forEach(
                        (name, value) -> {
                            String mac =
                                    value instanceof Mapping facts
                                            ? facts.text("mac", "")
                                            : display(value);
                            nics.add(nic(name.display(), mac));
                        });
        return new NicInventory(nics);
    }

    /**
     * The files of a row's machine: {@code files_before}, and the program {@code ip} if it has it.
     */
    static MemoryFiles files(Mapping row) {
        var files = new MemoryFiles();
        row.mapping("files_before")
                .entries()
                .forEach((path, text) -> files.put("/" + path.display(), display(text)));
        // Rows that say nothing of it were made on a machine that has it.
        boolean byDefault = row.mapping("env").flag("which_ip", true);
        if (row.flag("which_ip", byDefault)) {
            for (String folder : new String[] {"/sbin", "/usr/sbin", "/bin", "/usr/bin"}) {
                files.put(folder + "/ip", "");
            }
        }
        return files;
    }

    private static String display(ConfigTree tree) {
        return tree instanceof org.cloudinit.api.config.Scalar scalar ? scalar.display() : "";
    }

    private static Nic nic(String name, String address) {
        MacAddress mac = MacAddress.parse(address);
        return new Nic(name, mac, mac, null, null, true);
    }

    static NetworkState state(Mapping document, Mapping row) {
        NetworkConfig config = NetworkConversion.read(document);
        RendererInput input = NetworkConversion.interpret(config, "sysconfig", nics(row));
        return switch (input) {
            case RendererInput.Interpreted(var state) -> state;
            case RendererInput.Verbatim _ -> throw new AssertionError("not interpreted");
        };
    }
}
