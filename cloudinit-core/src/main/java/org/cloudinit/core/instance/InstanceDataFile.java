package org.cloudinit.core.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceHostname;
import org.jspecify.annotations.Nullable;

/**
 * {@code instance-data.json}, which templates and {@code cloud-init query} read, and its sensitive
 * brother for root alone ({@code DataSource.persist_instance_data}).
 */
public final class InstanceDataFile {
    /** For everybody: what is sensitive is blotted out. */
    public static final String PUBLIC = "instance-data.json";

    /** For root: everything. */
    public static final String SENSITIVE = "instance-data-sensitive.json";

    private static final String DS_DOC =
            "EXPERIMENTAL: The structure and format of content scoped under the 'ds' key may change in"
                    + " subsequent releases of cloud-init.";
    private static final String MERGED_DOC =
            "Merged cloud-init system config from /etc/cloud/cloud.cfg and /etc/cloud/cloud.cfg.d/";
    private static final String OLD_MERGED_DOC =
            "DEPRECATED: Use merged_system_cfg. Will be dropped from 24.1";
    private static final Scalar BLOTTED = Scalar.text("redacted for non-root user");
    private static final String BASE64_MARK = "ci-b64:";

    /** Keys, or paths of keys, that only root may see ({@code sensitive_metadata_keys}). */
    private static final List<String> SENSITIVE_KEYS =
            List.of(
                    "combined_cloud_config",
                    "merged_cfg",
                    "merged_system_cfg",
                    "security-credentials",
                    "userdata",
                    "user-data",
                    "user_data",
                    "vendordata",
                    "vendor-data",
                    "ds/vendor_data");

    private InstanceDataFile() {}

    /**
     * Writes both files.
     *
     * @param config the configuration without {@code system_info}
     */
    public static void write(
            CloudPaths paths, InstanceData data, Mapping config, HostRoot root, Documents documents)
            throws IOException {
        Mapping document = document(data, config, SystemFacts.read(root), root);
        String text = documents.toJsonFile(document);
        root.write(RenderedFile.text(paths.runFile(SENSITIVE), text, 0600));
        String redacted = documents.toJsonFile(redacted(document));
        root.write(RenderedFile.text(paths.runFile(PUBLIC), redacted, 0644));
    }

    /** Adds to the sensitive file what is known once user-data was consumed. */
    public static void addToSensitive(
            CloudPaths paths, Mapping additions, HostRoot root, Documents documents)
            throws IOException {
        String path = paths.runFile(SENSITIVE);
        byte[] bytes = root.readIfPresent(path);
        String text = bytes == null ? null : extended(bytes, path, additions, documents);
        if (text != null) {
            root.write(RenderedFile.text(path, text, 0600));
        }
    }

    /** As this program wrote it, the text is added to; any other one is read first. */
    private static @Nullable String extended(
            byte[] bytes, String path, Mapping additions, Documents documents) {
        var ours = IndentedObject.of(new String(bytes, StandardCharsets.UTF_8));
        var added = IndentedObject.of(documents.toJsonFile(additions));
        if (ours != null && added != null) {
            return ours.with(added).text();
        }
        if (!(documents.json(bytes, path) instanceof Mapping document)) {
            return null;
        }
        Mapping.Builder builder = document.toBuilder();
        additions.entries().forEach(builder::put);
        return documents.toJsonFile(builder.build());
    }

    static Mapping document(InstanceData data, Mapping config, SystemFacts facts, HostRoot root) {
        Mapping.Builder ds = data.instanceDataExtras().toBuilder();
        ds.put("meta_data", data.metadata());
        ds.put("_doc", DS_DOC);
        Mapping raw =
                Mapping.builder()
                        .put("ds", ds.build())
                        .put("merged_cfg", config.with("_doc", Scalar.text(OLD_MERGED_DOC)))
                        .put("merged_system_cfg", config.with("_doc", Scalar.text(MERGED_DOC)))
                        .put("sys_info", facts.mapping())
                        .put("v1", standard(data, facts, root))
                        .build();
        return processed(raw);
    }

    /** What a document holds encoded, and what of it is sensitive, stands in it too. */
    static Mapping processed(Mapping raw) {
        var encoded = new ArrayList<String>();
        var sensitive = new ArrayList<String>();
        Mapping.Builder document = cleaned(raw, "", encoded, sensitive).toBuilder();
        encoded.sort(null);
        sensitive.sort(null);
        return document.put("base64_encoded_keys", Sequence.ofTexts(encoded))
                .put("sensitive_keys", Sequence.ofTexts(sensitive))
                .build();
    }

    /**
     * Bytes become base64 texts, whose paths are noted, as are those of sensitive keys ({@code
     * process_instance_metadata}). What has nothing of the kind is given back as it is.
     */
    private static Mapping cleaned(
            Mapping mapping, String prefix, List<String> encoded, List<String> sensitive) {
        Mapping.Builder builder = Mapping.builder(mapping.origin());
        boolean clean = true;
        for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
            String key = entry.getKey().display();
            String path = prefix + key;
            if (SENSITIVE_KEYS.contains(key.toLowerCase(Locale.ROOT))
                    || SENSITIVE_KEYS.contains(path.toLowerCase(Locale.ROOT))) {
                sensitive.add(path);
            }
            ConfigTree value = entry.getValue();
            switch (value) {
                case Scalar.Binary bytes -> {
                    encoded.add(path);
                    builder.put(key, Base64.getEncoder().encodeToString(bytes.value()));
                    clean = false;
                }
                case Scalar.Text text when text.value().startsWith(BASE64_MARK) -> {
                    encoded.add(path);
                    builder.put(key, text.value().replace(BASE64_MARK, ""));
                    clean = false;
                }
                case Mapping inner -> {
                    Mapping without = cleaned(inner, path + "/", encoded, sensitive);
                    builder.put(key, without);
                    clean &= without.equals(inner) && entry.getKey() instanceof Scalar.Text;
                }
                case Scalar _, Sequence _ -> builder.put(entry.getKey(), value);
            }
        }
        return clean ? mapping : builder.build();
    }

    /** The keys that are the same for every cloud ({@code _get_standardized_metadata}). */
    private static Mapping standard(InstanceData data, SystemFacts facts, HostRoot root) {
        Scalar zone = AvailabilityZone.of(data.metadata());
        ConfigTree region = data.metadata().get("region");
        Scalar id = Scalar.text(data.id().value());
        Scalar hostname = Scalar.text(InstanceHostname.shortName(data.metadata(), root).hostname());
        Scalar cloud = Scalar.text(data.platform().cloudName());
        return Mapping.builder()
                .put("_beta_keys", Sequence.ofTexts(List.of("subplatform")))
                .put("availability-zone", zone)
                .put("availability_zone", zone)
                .put("cloud-name", cloud)
                .put("cloud_id", CloudId.of(data))
                .put("cloud_name", cloud)
                .put("distro", facts.distro().id())
                .put("distro_release", facts.distro().codename())
                .put("distro_version", facts.distro().version())
                .put("instance-id", id)
                .put("instance_id", id)
                .put("kernel_release", facts.release())
                .put("local-hostname", hostname)
                .put("local_hostname", hostname)
                .put("machine", facts.machine())
                .put("platform", data.platform().platform())
                .put("public_ssh_keys", Sequence.ofTexts(data.publicKeys()))
                .put("python_version", "")
                .put("region", region == null ? Scalar.nothing() : region)
                .put("subplatform", data.platform().subplatform())
                .put("system_platform", facts.platform())
                .put("variant", facts.distro().variant())
                .build();
    }

    /** The document with every sensitive value blotted out ({@code redact_sensitive_keys}). */
    static Mapping redacted(Mapping document) {
        Mapping result = document;
        for (String path : document.texts("sensitive_keys")) {
            result = blotted(result, path, path.substring(path.lastIndexOf('/') + 1));
        }
        return result;
    }

    /**
     * A part of the path that leads nowhere is passed over: a whole branch may be blotted out. So
     * is one that is called as the last is, and what stands there is blotted out: rather too much.
     */
    private static Mapping blotted(Mapping mapping, String path, String last) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return mapping.has(last) ? mapping.with(last, BLOTTED) : mapping;
        }
        String head = path.substring(0, slash);
        String rest = path.substring(slash + 1);
        return !head.equals(last) && mapping.get(head) instanceof Mapping inner
                ? mapping.with(head, blotted(inner, rest, last))
                : blotted(mapping, rest, last);
    }
}
