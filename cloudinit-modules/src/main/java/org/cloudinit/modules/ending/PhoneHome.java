package org.cloudinit.modules.ending;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.instance.InstanceHostname;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.BasicTemplate;
import org.cloudinit.modules.Download;
import org.cloudinit.modules.GeneratedHeader;
import org.jspecify.annotations.Nullable;

/** {@code phone_home}: tells a server who the machine is ({@code cc_phone_home}). */
public final class PhoneHome implements ConfigModule {
    private static final List<String> ALL =
            List.of(
                    "pub_key_rsa",
                    "pub_key_ecdsa",
                    "pub_key_ed25519",
                    "instance_id",
                    "hostname",
                    "fqdn");
    private static final String ACT = "phoning home";
    private static final int TRIES = 10;

    private final long pauseMillis;

    /** Made by the module system. */
    public PhoneHome() {
        this(3_000);
    }

    /** With another pause between two tries. */
    PhoneHome(long pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    @Override
    public String name() {
        return "phone_home";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> keys() {
        return Set.of("phone_home");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        ConfigTree stated = stated(context);
        if (stated == null) {
            return new Outcome.Skipped("there is no phone_home");
        }
        String url = stated instanceof Mapping call ? call.shown("url") : null;
        if (!(stated instanceof Mapping call) || url == null) {
            warn("phone-home.url", stated.origin(), "there is no url", context);
            return new Outcome.Skipped("there is no url");
        }
        Mapping names =
                Mapping.builder().put("INSTANCE_ID", context.instance().id().value()).build();
        String address = BasicTemplate.render(url, "phone_home: url", names, context);
        byte[] form = form(call, context).getBytes(StandardCharsets.US_ASCII);
        try {
            new Download(context.host().root(), tries(call, context), pauseMillis)
                    .post(address.stripLeading(), form, headers());
        } catch (IOException failure) {
            warn(
                    "phone-home.unheard",
                    call.origin(),
                    String.valueOf(failure.getMessage()),
                    context);
        }
        return new Outcome.Done();
    }

    /** A file that the module list names, or the key. */
    private static @Nullable ConfigTree stated(ModuleContext context) throws IOException {
        if (context.arguments().isEmpty()) {
            return context.config().get("phone_home");
        }
        String path = context.arguments().getFirst() instanceof Scalar file ? file.display() : "";
        return context.documents().yaml(context.host().root().read(path), path);
    }

    private static Map<String, String> headers() {
        return Map.of(
                "User-Agent",
                "Cloud-Init/" + GeneratedHeader.version(),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static int tries(Mapping call, ModuleContext context) {
        ConfigTree stated = call.get("tries");
        if (stated == null) {
            return TRIES;
        }
        if (stated instanceof Scalar scalar) {
            try {
                return Math.max(1, Integer.parseInt(scalar.display().strip()));
            } catch (NumberFormatException _) {
                // Reported below, as a list or a mapping is.
            }
        }
        warn("phone-home.tries", stated.origin(), "tries is no integer; it is 10", context);
        return TRIES;
    }

    /** The form, in the order in which {@code post} names its fields. */
    private static String form(Mapping call, ModuleContext context) throws IOException {
        Map<String, String> known = known(context);
        var form = new StringBuilder();
        for (String name : wanted(call, context)) {
            String value = known.get(name);
            if (value == null) {
                Origin origin = call.origin();
                warn("phone-home.unknown", origin, "a field of post is not there", context);
            }
            form.append(form.isEmpty() ? "" : "&")
                    .append(encoded(name))
                    .append('=')
                    .append(encoded(value == null ? "N/A" : value));
        }
        return form.toString();
    }

    private static List<String> wanted(Mapping call, ModuleContext context) {
        ConfigTree stated = call.get("post");
        if (stated instanceof Sequence) {
            return call.texts("post");
        }
        if (stated != null && !"all".equals(call.text("post"))) {
            warn("phone-home.post", stated.origin(), "post is all or a list; it is all", context);
        }
        return ALL;
    }

    private static Map<String, String> known(ModuleContext context) throws IOException {
        HostRoot root = context.host().root();
        var known = new LinkedHashMap<String, String>();
        known.put("instance_id", context.instance().id().value());
        // The names of the data source, not those that the configuration gave the machine.
        InstanceHostname names = InstanceHostname.shortName(context.instance().metadata(), root);
        known.put("hostname", names.hostname());
        known.put("fqdn", names.fqdn());
        for (String kind : List.of("rsa", "ecdsa", "ed25519")) {
            byte[] key = root.readIfPresent("/etc/ssh/ssh_host_" + kind + "_key.pub");
            if (key != null) {
                known.put("pub_key_" + kind, new String(key, StandardCharsets.UTF_8));
            }
        }
        return known;
    }

    /** As Python's {@code quote_plus} does it. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static void warn(String code, Origin origin, String message, ModuleContext context) {
        context.reporter()
                .report(
                        Problem.warning(
                                code,
                                ACT,
                                origin,
                                message,
                                "See the form of phone_home, and whether the server is there."));
    }
}
