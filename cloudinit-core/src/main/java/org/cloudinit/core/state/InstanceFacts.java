package org.cloudinit.core.state;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.TemplateVariables;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.core.instance.CloudId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a machine's instance: its instance-data with user-data, vendor-data and the
 * combined configuration beside it ({@code query.py}). Who is not root is told that these exist,
 * and not what is in them.
 *
 * @param document all of it; secret where root asked
 * @param problems state that is missing or damaged, and counts as absent
 */
public record InstanceFacts(Mapping document, List<Problem> problems) {
    private static final String UNKNOWN = "unknown";
    private static final String REDACTED = "redacted for non-root user";
    private static final String ACT = "reading instance-data";
    private static final int MOST_UNPACKED = 64 << 20;

    public InstanceFacts {
        problems = List.copyOf(problems);
    }

    /**
     * Files that stand for the machine's own. Null is the machine's own.
     *
     * @param instanceData {@code instance-data.json}
     * @param userData {@code user-data.txt}
     * @param vendorData {@code vendor-data.txt}
     */
    public record Named(
            @Nullable Path instanceData, @Nullable Path userData, @Nullable Path vendorData) {
        /** The machine's own files. */
        public static final Named NONE = new Named(null, null, null);
    }

    /**
     * Reads the facts.
     *
     * @param superuser whether root asks
     * @throws MalformedException if instance-data is missing, damaged, or may not be read
     */
    public static InstanceFacts read(
            HostFiles files, CloudPaths paths, Named named, boolean superuser) {
        var problems = new Problems();
        Mapping.Builder facts = instanceData(files, paths, named, superuser, problems).toBuilder();
        String user = paths.instanceLink() + "/user-data.txt";
        String vendor = paths.instanceLink() + "/vendor-data.txt";
        String combined = paths.runFile("combined-cloud-config.json");
        if (superuser) {
            facts.put("userdata", data(files, user, named.userData(), problems));
            facts.put("vendordata", data(files, vendor, named.vendorData(), problems));
            Mapping config = StateFile.read(files, combined, problems);
            facts.put("combined_cloud_config", config == null ? Scalar.nothing() : config);
        } else {
            facts.put("userdata", redacted(user, named.userData()));
            facts.put("vendordata", redacted(vendor, named.vendorData()));
            facts.put("combined_cloud_config", redacted(combined, null));
        }
        return new InstanceFacts(facts.build(), problems.all());
    }

    private static String redacted(String path, @Nullable Path other) {
        return "<" + REDACTED + "> file:" + (other == null ? path : other.toString());
    }

    private static Mapping instanceData(
            HostFiles files, CloudPaths paths, Named named, boolean superuser, Problems problems) {
        Path other = named.instanceData();
        if (other != null) {
            return StateFile.mapping(bytes(other), other.toString());
        }
        String open = paths.runFile("instance-data.json");
        String sensitive = paths.runFile("instance-data-sensitive.json");
        if (superuser && files.exists(sensitive)) {
            return StateFile.mapping(bytes(files, sensitive), sensitive);
        }
        if (superuser) {
            problems.report(
                    Problem.warning(
                            "query.no-sensitive-data",
                            ACT,
                            Origin.of(sensitive),
                            "it is not there",
                            "The redacted " + open + " is read instead."));
        }
        Mapping document = StateFile.mapping(bytes(files, open), open);
        return superuser ? document : withoutSecrets(document);
    }

    /** A stage writes the open file without secrets; another program may not have. */
    private static Mapping withoutSecrets(Mapping document) {
        Mapping redacted = document;
        for (String path : document.texts("sensitive_keys")) {
            redacted = redact(redacted, path.split("/", -1), 0);
        }
        return redacted;
    }

    private static Mapping redact(Mapping mapping, String[] path, int at) {
        ConfigTree value = mapping.get(path[at]);
        if (value == null) {
            return mapping;
        }
        if (at + 1 == path.length) {
            return mapping.with(path[at], Scalar.text(REDACTED));
        }
        return value instanceof Mapping inner
                ? mapping.with(path[at], redact(inner, path, at + 1))
                : mapping;
    }

    private static byte[] bytes(HostFiles files, String path) {
        try {
            return files.read(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static MalformedException unreadable(String path, IOException e) {
        boolean absent = e instanceof NoSuchFileException;
        return new MalformedException(
                absent ? "query.no-instance-data" : "query.unreadable",
                ACT,
                Origin.of(path),
                absent ? "it is not there" : "it cannot be read: " + e.getMessage(),
                absent ? "A stage has to run first." : "Try it as root.");
    }

    /** User-data as text where it is text, packed or not, else as bytes; nothing there is empty. */
    private static ConfigTree data(
            HostFiles files, String path, @Nullable Path other, Problems problems) {
        byte[] bytes;
        try {
            if (other == null) {
                byte[] own = files.readIfPresent(path);
                bytes = own == null ? new byte[0] : own;
            } else {
                bytes = Files.exists(other) ? Files.readAllBytes(other) : new byte[0];
            }
        } catch (IOException e) {
            problems.report(unreadable(other == null ? path : other.toString(), e).problem());
            return Scalar.text("");
        }
        String text = text(bytes);
        if (text == null) {
            byte[] unpacked = unpacked(bytes);
            text = unpacked == null ? null : text(unpacked);
        }
        return text == null ? new Scalar.Binary(bytes, Origin.of(path)) : Scalar.text(text);
    }

    /** What gzip packed; null where it did not, or where that is more than can be meant. */
    private static byte @Nullable [] unpacked(byte[] bytes) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unpacked = in.readNBytes(MOST_UNPACKED + 1);
            return unpacked.length > MOST_UNPACKED ? null : unpacked;
        } catch (IOException _) {
            return null;
        }
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    /** All variables, the standard ones at the top level too, without second names. */
    public Mapping variables() {
        return TemplateVariables.of(document, List.of(), false);
    }

    /**
     * The value at a path.
     *
     * @param path names with dots between them, each as it is or with underscores for its
     *     operators; a number counts the items of a list from 0
     * @throws MalformedException if there is no such value
     */
    public ConfigTree find(String path) {
        ConfigTree value = variables();
        String walked = "";
        for (String name : path.split("\\.", -1)) {
            ConfigTree next =
                    switch (value) {
                        case Mapping mapping -> member(mapping, name);
                        case Sequence list -> item(list, name);
                        case Scalar _ -> null;
                    };
            if (next == null) {
                throw new MalformedException(
                        "query.undefined",
                        ACT,
                        Origin.BUILT_IN,
                        walked.isEmpty()
                                ? "there is no variable '" + path + "'"
                                : "'" + walked + "' has no '" + name + "'",
                        "Names are listed by query --list-keys " + walked + ".");
            }
            walked = walked.isEmpty() ? name : walked + "." + name;
            value = next;
        }
        return value;
    }

    private static @Nullable ConfigTree member(Mapping mapping, String name) {
        ConfigTree exact = mapping.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
            if (TemplateVariables.alias(entry.getKey().display()).equals(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static @Nullable ConfigTree item(Sequence list, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (Integer.toString(i).equals(name)) {
                return list.items().get(i);
            }
        }
        return null;
    }

    /** The one word for the cloud ({@code cloud-id}). */
    public String cloudId() {
        Mapping v1 = document.mapping("v1");
        return CloudId.canonical(
                word(v1, "cloud_name"), word(v1, "region"), v1.text("platform", UNKNOWN));
    }

    /** The region, {@code unknown} where it is not known. */
    public String region() {
        Mapping v1 = document.mapping("v1");
        return v1.get("region") instanceof Scalar region ? region.display() : UNKNOWN;
    }

    private static String word(Mapping v1, String key) {
        String word = v1.text(key, UNKNOWN);
        return word.isEmpty() ? UNKNOWN : word;
    }
}
