package org.cloudinit.core.instance;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/** An {@link InstanceData} as a document, and back. */
final class CacheRecord {
    /** Counted up whenever the shape changes; a reader believes its own number only. */
    static final int VERSION = 1;

    private CacheRecord() {}

    static Mapping encode(InstanceData data, Mapping bulk) {
        Mapping.Builder builder =
                Mapping.builder()
                        .put("version", VERSION)
                        .put("data_source", data.dataSource())
                        .put("description", data.description())
                        .put("cloud_name", data.platform().cloudName())
                        .put("platform", data.platform().platform())
                        .put("subplatform", data.platform().subplatform())
                        .put("instance_id", data.id().value())
                        .put("mode", data.mode().spelling())
                        .put("metadata", CacheTree.encode(data.metadata()))
                        .put("instance_data", CacheTree.encode(data.instanceDataExtras()))
                        .put("config", CacheTree.encode(data.config()))
                        .put("public_keys", Sequence.ofTexts(data.publicKeys()))
                        .put("files", files(data.files()));
        NetworkStatement network = data.network();
        if (network != null) {
            builder.put("network", encode(network));
        }
        Secret userData = data.userData();
        if (!bulk.isEmpty()) {
            builder.put("user_data_file", bulk);
        } else if (userData != null) {
            builder.put("user_data", bytes(userData));
        }
        putTree(builder, "vendor_data", data.vendorData());
        putTree(builder, "vendor_data2", data.vendorData2());
        return builder.build();
    }

    private static void putTree(Mapping.Builder builder, String key, @Nullable ConfigTree tree) {
        if (tree != null) {
            builder.put(key, CacheTree.encode(tree));
        }
    }

    private static Sequence files(List<InjectedFile> files) {
        var items = new ArrayList<ConfigTree>(files.size());
        for (InjectedFile file : files) {
            items.add(
                    Mapping.builder()
                            .put("path", file.path())
                            .put("content", bytes(file.content()))
                            .build());
        }
        return new Sequence(items, Sequence.EMPTY.origin());
    }

    private static Scalar bytes(Secret secret) {
        return Scalar.text(Base64.getEncoder().encodeToString(secret.reveal()));
    }

    private static Mapping encode(NetworkStatement network) {
        return switch (network) {
            case NetworkStatement.NetworkData data ->
                    Mapping.builder()
                            .put("network_data", CacheTree.encode(data.document()))
                            .build();
            case NetworkStatement.Document document ->
                    Mapping.builder().put("config", CacheTree.encode(document.document())).build();
            case NetworkStatement.Eni eni ->
                    Mapping.builder().put("eni", eni.text()).put("source", eni.source()).build();
        };
    }

    /**
     * Reads a document that {@link #encode} made.
     *
     * @throws IllegalArgumentException if it is of another version, or damaged
     */
    static InstanceData decode(Mapping record, @Nullable Secret bulk) {
        if (!(record.get("version") instanceof Scalar.Int version) || version.value() != VERSION) {
            throw new IllegalArgumentException("it is of another version than " + VERSION);
        }
        DsMode mode = DsMode.of(text(record, "mode"));
        if (mode == null) {
            throw new IllegalArgumentException("its mode is unknown");
        }
        return new InstanceData(
                text(record, "data_source"),
                text(record, "description"),
                new InstanceData.Platform(
                        text(record, "cloud_name"),
                        text(record, "platform"),
                        text(record, "subplatform")),
                new InstanceId(text(record, "instance_id")),
                mode,
                mapping(record, "metadata"),
                mapping(record, "instance_data"),
                mapping(record, "config"),
                record.texts("public_keys"),
                record.has("network") ? network(record.mapping("network")) : null,
                files(record.sequence("files")),
                record.has("user_data") ? secret(record, "user_data") : bulk,
                tree(record, "vendor_data"),
                tree(record, "vendor_data2"));
    }

    private static NetworkStatement network(Mapping network) {
        if (network.has("network_data")) {
            return new NetworkStatement.NetworkData(mapping(network, "network_data"));
        }
        return network.has("config")
                ? new NetworkStatement.Document(mapping(network, "config"))
                : new NetworkStatement.Eni(text(network, "eni"), text(network, "source"));
    }

    private static List<InjectedFile> files(Sequence items) {
        var files = new ArrayList<InjectedFile>(items.size());
        for (ConfigTree item : items) {
            if (item instanceof Mapping file) {
                files.add(new InjectedFile(text(file, "path"), secret(file, "content")));
            }
        }
        return files;
    }

    private static String text(Mapping record, String key) {
        String text = record.text(key);
        if (text == null) {
            throw new IllegalArgumentException("it has no " + key);
        }
        return text;
    }

    private static Mapping mapping(Mapping record, String key) {
        if (tree(record, key) instanceof Mapping mapping) {
            return mapping;
        }
        throw new IllegalArgumentException("it has no " + key);
    }

    private static @Nullable ConfigTree tree(Mapping record, String key) {
        ConfigTree tree = record.get(key);
        return tree == null ? null : CacheTree.decode(tree);
    }

    private static Secret secret(Mapping record, String key) {
        return Secret.of(Base64.getDecoder().decode(text(record, key)));
    }
}
