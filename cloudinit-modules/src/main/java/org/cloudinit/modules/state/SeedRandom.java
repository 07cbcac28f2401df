package org.cloudinit.modules.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Packing;
import org.cloudinit.modules.Programs;
import org.cloudinit.modules.Section;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code seed_random}: what the configuration and the cloud give as entropy is added to the
 * kernel's, and a program may add more ({@code cc_seed_random}).
 */
public final class SeedRandom implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(SeedRandom.class);
    private static final String ACT = "seeding the random numbers";

    /** A program that polls servers of entropy may take its time, but not the boot's. */
    private static final long LIMIT_MILLIS = 300_000;

    /** Made by the module system. */
    public SeedRandom() {}

    @Override
    public String name() {
        return "seed_random";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        ConfigTree stated = context.config().get("random_seed");
        Mapping seed =
                stated == null || stated instanceof Scalar.Null
                        ? Mapping.EMPTY
                        : section().mapping(stated);
        String file = seed.text("file", "/dev/urandom");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(decoded(seed));
        bytes.writeBytes(plain(context.instance().metadata().get("random_seed")));
        add(bytes.toByteArray(), file, context.host().root());
        return command(seed, file, context);
    }

    /** A device that is not there, as in a scratch root, is not made up as a file. */
    private static void add(byte[] bytes, String file, HostRoot root) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        if (file.startsWith("/dev/") && !root.exists(file)) {
            LOG.debug("{} is not there", file);
            return;
        }
        LOG.debug("Adding {} bytes to {}", bytes.length, file);
        root.append(file, bytes, 0644);
    }

    private static byte[] decoded(Mapping seed) {
        byte[] data = plain(seed.get("data"));
        if (data.length == 0) {
            return data;
        }
        String encoding = seed.text("encoding", "raw").toLowerCase(Locale.ROOT);
        byte[] decoded =
                switch (encoding) {
                    case "", "raw" -> data;
                    case "b64", "base64" -> Packing.base64(data);
                    case "gz", "gzip" -> Packing.gunzip(data);
                    default -> throw section().malformed(seed, "the encoding is not known");
                };
        if (decoded == null) {
            throw section().malformed(seed, "the data is not of its encoding");
        }
        return decoded;
    }

    private static byte[] plain(@Nullable ConfigTree data) {
        return switch (data) {
            case Scalar.Binary binary -> binary.value();
            case Scalar.Text text -> text.value().getBytes(StandardCharsets.UTF_8);
            case Scalar.Null _ -> new byte[0];
            case null -> new byte[0];
            case Scalar _, Mapping _, Sequence _ ->
                    throw section().malformed(data, "the data is a " + data.kind());
        };
    }

    private static Outcome command(Mapping seed, String file, ModuleContext context)
            throws IOException {
        boolean required = seed.flag("command_required", false);
        ConfigTree stated = seed.get("command");
        if (stated != null && stated.truthy() && !(stated instanceof Sequence)) {
            throw section()
                    .malformed(stated, "the command is a list of words, and this is no list");
        }
        List<String> words = seed.texts("command");
        if (words.isEmpty()) {
            return required ? missing(seed, "there is no command") : new Outcome.Done();
        }
        if (!Programs.isInstalled(words.getFirst(), context.host().root())) {
            LOG.debug("{} is not installed", words.getFirst());
            return required
                    ? missing(seed, words.getFirst() + " is not installed")
                    : new Outcome.Done();
        }
        new Programs(context.host().processes())
                .run(
                        new Command(
                                words,
                                Map.of("RANDOM_SEED_FILE", file),
                                new byte[0],
                                LIMIT_MILLIS,
                                Output.SHOWN));
        return new Outcome.Done();
    }

    private static Outcome missing(Mapping seed, String what) {
        return new Outcome.Failed(
                Problem.error(
                        "seed-random.command",
                        ACT,
                        seed.origin(),
                        what + ", and command_required is set",
                        "Install the program, or take command_required away."));
    }

    private static Section section() {
        return new Section("random_seed", "seed-random.form", ACT, "See the form of random_seed.");
    }
}
