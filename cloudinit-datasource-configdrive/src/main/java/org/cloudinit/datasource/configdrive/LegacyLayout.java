package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.instance.PublicKeys;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Version 1 of the layout: {@code meta.js} and files as they would lie in a root folder ({@code
 * BaseReader.read_v1} of the original). It cannot name the instance, so whoever makes the drive may
 * do so in {@code meta.js}, with user-data and {@code dsmode} beside it.
 *
 * <p>The interfaces file is part of the meta-data and no statement about the network: the original
 * stopped applying it.
 */
final class LegacyLayout {
    private static final String META = "meta.js";
    private static final String INTERFACES = "etc/network/interfaces";
    private static final String KEYS = "root/.ssh/authorized_keys";
    private static final String DEFAULT_ID = "iid-dsconfigdrive";

    private final DriveParts parts;

    LegacyLayout(DriveParts parts) {
        this.parts = parts;
    }

    DriveReading read() throws IOException {
        byte[] meta = parts.folder().read(META, DriveParts.JSON_LIMIT);
        byte[] interfaces = parts.bytes(INTERFACES, "the interfaces file", DriveParts.JSON_LIMIT);
        byte[] keys = parts.bytes(KEYS, "public keys", DriveParts.JSON_LIMIT);
        if (meta == null && interfaces == null && keys == null) {
            return new DriveReading.None("no openstack/latest/meta_data.json, no meta.js");
        }
        ConfigTree tree = Mapping.EMPTY;
        if (meta != null) {
            try {
                tree = parts.documents().json(meta, parts.folder().locate(META));
            } catch (MalformedException e) {
                return new DriveReading.Broken(
                        DriveParts.badJson(
                                e,
                                "meta-data",
                                "Correct the file; without it the drive is not used"));
            }
        }
        if (!(tree instanceof Mapping mapping)) {
            return broken(tree, "it is a " + tree.kind() + ", not a mapping");
        }
        ConfigTree id = mapping.get("instance-id");
        String name = id instanceof Scalar scalar ? scalar.display() : DEFAULT_ID;
        if ((id != null && !(id instanceof Scalar)) || !InstanceId.isValid(name)) {
            return broken(mapping, "instance-id must fit as a folder name");
        }
        return new DriveReading.Complete(complete(mapping, new InstanceId(name), interfaces, keys));
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

    private Drive complete(
            Mapping meta, InstanceId id, byte @Nullable [] interfaces, byte @Nullable [] keys) {
        String authorizedKeys = keys == null ? "" : new String(keys, StandardCharsets.UTF_8);
        // Keys in meta.js are preferred to those that were put into the image.
        ConfigTree stated = meta.get("public-keys");
        List<String> publicKeys =
                stated instanceof Scalar.Text text
                        ? lines(text.value())
                        : stated == null ? lines(authorizedKeys) : PublicKeys.of(stated);
        return new Drive(
                1,
                id,
                metadata(meta, id, interfaces, authorizedKeys, publicKeys),
                null,
                null,
                null,
                meta.get("dsmode"),
                publicKeys,
                List.of(),
                userData(meta.get("user-data")),
                null,
                null);
    }

    private Mapping metadata(
            Mapping meta,
            InstanceId id,
            byte @Nullable [] interfaces,
            String authorizedKeys,
            List<String> publicKeys) {
        Mapping.Builder builder = Mapping.builder(meta.origin());
        builder.put(
                "network_config",
                interfaces == null
                        ? Scalar.text("")
                        : new Scalar.Binary(
                                interfaces, Origin.of(parts.folder().locate(INTERFACES))));
        builder.put("meta_js", meta);
        builder.put("authorized_keys", authorizedKeys);
        if (!publicKeys.isEmpty()) {
            builder.put("public-keys", Sequence.ofTexts(publicKeys));
        }
        return builder.put("instance-id", id.value()).build();
    }

    private @Nullable Secret userData(@Nullable ConfigTree value) {
        if (value == null || value instanceof Scalar.Null) {
            return null;
        }
        if (value instanceof Scalar.Text text) {
            return Secret.of(text.value());
        }
        parts.warn("config-drive.wrong-type", "user-data", value, "user-data is no string");
        return null;
    }

    /** The lines of an {@code authorized_keys} file, without empty lines and comments. */
    private static List<String> lines(String authorizedKeys) {
        var keys = new ArrayList<String>();
        for (String line : authorizedKeys.split("\\R", -1)) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(line);
            }
        }
        return keys;
    }
}
