package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.instance.PublicKeys;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Version 2 of the layout, from Nova: {@code openstack/VERSION/meta_data.json} and its neighbours
 * ({@code BaseReader.read_v2} of the original).
 */
final class OpenStackLayout {
    /**
     * Versions in which something was added that is read here, newest first. The newest that is on
     * the drive is read; {@code latest} only where none of them is, because it may name a version
     * of tomorrow.
     */
    private static final List<String> VERSIONS =
            List.of(
                    "2018-08-27",
                    "2017-02-22",
                    "2016-10-06",
                    "2016-06-30",
                    "2015-10-15",
                    "2013-10-17",
                    "2013-04-04",
                    "2012-08-10");

    private static final String LATEST = "latest";

    private final DriveParts parts;

    OpenStackLayout(DriveParts parts) {
        this.parts = parts;
    }

    /** Reads the newest version that has meta-data. */
    DriveReading read() throws IOException {
        for (String version : versions()) {
            String path = "openstack/" + version + "/meta_data.json";
            byte[] bytes = parts.folder().read(path, DriveParts.JSON_LIMIT);
            if (bytes != null) {
                return read(version, path, bytes);
            }
        }
        return new DriveReading.None("no openstack/" + LATEST + "/meta_data.json");
    }

    private List<String> versions() throws IOException {
        List<String> there = parts.folder().names("openstack");
        var versions = new ArrayList<String>();
        for (String version : VERSIONS) {
            if (there.contains(version)) {
                versions.add(version);
            }
        }
        versions.add(LATEST);
        return versions;
    }

    private DriveReading read(String version, String path, byte[] bytes) {
        ConfigTree tree;
        try {
            tree = parts.documents().json(bytes, parts.folder().locate(path));
        } catch (MalformedException e) {
            return new DriveReading.Broken(
                    DriveParts.badJson(
                            e, "meta-data", "Correct the file; without it the drive is not used"));
        }
        if (!(tree instanceof Mapping metadata)) {
            return broken(tree, "it is a " + tree.kind() + ", not a mapping");
        }
        ConfigTree uuid = metadata.get("uuid");
        if (!(uuid instanceof Scalar scalar) || uuid instanceof Scalar.Null) {
            return broken(metadata, "the key uuid is missing, which names the instance");
        }
        if (!InstanceId.isValid(scalar.display())) {
            return broken(uuid, "uuid cannot name an instance: it must fit as a folder name");
        }
        return new DriveReading.Complete(
                complete(version, new InstanceId(scalar.display()), metadata));
    }

    private DriveReading broken(ConfigTree node, String message) {
        return new DriveReading.Broken(
                Problem.warning(
                        "config-drive.bad-metadata",
                        "reading meta-data of the config drive",
                        node.origin(),
                        message,
                        "Correct the file; without it the drive is not used"));
    }

    private Drive complete(String version, InstanceId id, Mapping metadata) {
        String folder = "openstack/" + version + "/";
        ConfigTree networkJson = parts.json(folder + "network_data.json", "network data");
        var content = new ContentFiles(parts);
        return new Drive(
                2,
                id,
                withFieldKeys(withSeed(metadata)),
                ec2(),
                networkJson,
                network(networkJson, metadata, content),
                metadata.find("meta", "dsmode"),
                PublicKeys.of(metadata.get("public_keys")),
                content.injected(metadata.get("files")),
                secret(parts.bytes(folder + "user_data", "user-data", DriveParts.CONTENT_LIMIT)),
                VendorData.read(parts, folder + "vendor_data.json", "vendor-data"),
                VendorData.read(parts, folder + "vendor_data2.json", "vendor-data2"));
    }

    private static @Nullable Secret secret(byte @Nullable [] bytes) {
        return bytes == null ? null : Secret.of(bytes);
    }

    /** The names under which every data source gives host name and instance. */
    private static Mapping withFieldKeys(Mapping metadata) {
        Mapping.Builder builder = metadata.toBuilder();
        ConfigTree hostname = metadata.get("hostname");
        if (hostname != null) {
            builder.put("local-hostname", hostname);
        }
        ConfigTree uuid = metadata.get("uuid");
        if (uuid != null) {
            builder.put("instance-id", uuid);
        }
        return builder.build();
    }

    /**
     * Decodes {@code random_seed}. Like the original's decoder this one skips characters that are
     * not of the alphabet.
     */
    private Mapping withSeed(Mapping metadata) {
        ConfigTree seed = metadata.get("random_seed");
        if (seed == null) {
            return metadata;
        }
        if (seed instanceof Scalar.Text text) {
            try {
                byte[] encoded = text.value().getBytes(StandardCharsets.ISO_8859_1);
                byte[] decoded = Base64.getMimeDecoder().decode(encoded);
                return metadata.with("random_seed", new Scalar.Binary(decoded, seed.origin()));
            } catch (IllegalArgumentException e) {
                // Reported below, without the decoder's message: it may quote the seed.
            }
        }
        parts.warn("config-drive.bad-seed", "random_seed", seed, "it is not base64");
        return metadata.without("random_seed");
    }

    private Mapping ec2() {
        ConfigTree tree = parts.json("ec2/latest/meta-data.json", "EC2 meta-data");
        if (tree == null || tree instanceof Mapping) {
            return tree instanceof Mapping mapping ? mapping : Mapping.EMPTY;
        }
        parts.warn("config-drive.wrong-type", "EC2 meta-data", tree, "it is no mapping");
        return Mapping.EMPTY;
    }

    /**
     * What is said about the network: network data, or else the text of an interfaces file. Network
     * data that names no link says nothing.
     */
    private @Nullable NetworkStatement network(
            @Nullable ConfigTree networkJson, Mapping metadata, ContentFiles content) {
        if (networkJson instanceof Mapping mapping && hasLinks(mapping)) {
            return new NetworkStatement.NetworkData(mapping);
        }
        if (networkJson != null && !(networkJson instanceof Mapping)) {
            parts.warn(
                    "config-drive.wrong-type",
                    "network data",
                    networkJson,
                    "it is a " + networkJson.kind() + ", not a mapping");
        }
        return interfaces(metadata.get("network_config"), content);
    }

    private static boolean hasLinks(Mapping networkJson) {
        ConfigTree links = networkJson.get("links");
        // Links of a wrong type do speak: the converter says what is wrong with them.
        return links != null && links.truthy();
    }

    private @Nullable NetworkStatement interfaces(@Nullable ConfigTree item, ContentFiles content) {
        if (item == null || !item.truthy()) {
            return null;
        }
        ContentFiles.Content file = content.read(item, "the interfaces file");
        return file == null
                ? null
                : new NetworkStatement.Eni(
                        new String(file.bytes(), StandardCharsets.UTF_8), file.place());
    }
}
