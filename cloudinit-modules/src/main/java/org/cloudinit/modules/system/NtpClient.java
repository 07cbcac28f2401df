package org.cloudinit.modules.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Programs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that keeps the clock by servers of the network.
 *
 * @param program what is there when it is
 * @param file its configuration
 * @param packages what brings it
 * @param service its service
 * @param template text of a template, or null
 * @param templateName name of the template where there is no text; {@code {distro}} in it stands
 *     for the distribution
 */
record NtpClient(
        String program,
        String file,
        List<String> packages,
        String service,
        @Nullable String template,
        @Nullable String templateName) {
    private static final Logger LOG = LoggerFactory.getLogger(NtpClient.class);

    NtpClient {
        packages = List.copyOf(packages);
    }

    /**
     * The client that the configuration names, or that the machine has or is to have.
     *
     * @param settings the value of {@code ntp}
     * @throws MalformedException if a setting of it is missing or has the wrong type
     */
    static NtpClient choose(Mapping settings, ModuleContext context) throws IOException {
        Mapping chosen = chosen(settings, context);
        Mapping own = settings.mapping("config");
        Mapping.Builder merged = own.toBuilder();
        for (Map.Entry<Scalar, ConfigTree> entry : chosen.entries().entrySet()) {
            if (own.entries().get(entry.getKey()) == null) {
                merged.put(entry.getKey(), entry.getValue());
            }
        }
        Mapping client = merged.build();
        return new NtpClient(
                text(client, "check_exe", settings),
                text(client, "confpath", settings),
                packages(client, settings),
                text(client, "service_name", settings),
                optional(client, "template", settings),
                optional(client, "template_name", settings));
    }

    private static Mapping chosen(Mapping settings, ModuleContext context) throws IOException {
        Mapping row = context.distro().moduleOptions("ntp");
        String stated = settings.shown("ntp_client");
        boolean isStated =
                stated != null
                        && !stated.isEmpty()
                        && !stated.equals("auto")
                        && !(settings.get("ntp_client") instanceof Scalar.Null);
        String ofSystem =
                isStated ? stated : context.config().mapping("system_info").shown("ntp_client");
        if (ofSystem != null && !ofSystem.equals("auto")) {
            return named(ofSystem, row);
        }
        List<String> preferred = preferred(row, context.host().root());
        for (String name : preferred) {
            Mapping client = named(name, row);
            if (Programs.isInstalled(client.text("check_exe", name), context.host().root())) {
                LOG.debug("{} is there already", name);
                return client;
            }
        }
        return preferred.isEmpty() ? Mapping.EMPTY : named(preferred.getFirst(), row);
    }

    /** SUSE preferred another one before version 15. */
    private static List<String> preferred(Mapping row, HostFiles files) throws IOException {
        if (row.has("clients_before_15") && version(files) < 15) {
            return row.texts("clients_before_15");
        }
        return row.texts("clients");
    }

    private static long version(HostFiles files) throws IOException {
        byte[] bytes = files.readIfPresent("/etc/os-release");
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            if (line.startsWith("VERSION_ID=")) {
                long number = 0;
                for (char digit : line.substring("VERSION_ID=".length()).toCharArray()) {
                    if (digit >= '0' && digit <= '9' && number < 1_000_000_000) {
                        number = number * 10 + digit - '0';
                    } else if (digit != '"' && digit != '\'') {
                        break;
                    }
                }
                return number;
            }
        }
        return Long.MAX_VALUE;
    }

    /** What there is of a client everywhere, with what the distribution has elsewhere. */
    private static Mapping named(String name, Mapping row) {
        Mapping client =
                switch (name) {
                    case "chrony" ->
                            client("chronyd", "/etc/chrony.conf", "chrony", "chrony")
                                    .with("template_name", Scalar.text("chrony.conf.{distro}"));
                    case "ntp" ->
                            client("ntpd", "/etc/ntp.conf", "ntpsec", "ntp")
                                    .with("template_name", Scalar.text("ntp.conf.{distro}"));
                    case "ntpdate" ->
                            client("ntpdate", "/etc/ntp.conf", "ntpdate", "ntpdate")
                                    .with("template_name", Scalar.text("ntp.conf.{distro}"));
                    case "openntpd" ->
                            client("ntpd", "/etc/ntpd.conf", "", "ntpd")
                                    .with("template_name", Scalar.text("ntpd.conf.{distro}"));
                    case "systemd-timesyncd" ->
                            client(
                                            "/lib/systemd/systemd-timesyncd",
                                            "/etc/systemd/timesyncd.conf.d/cloud-init.conf",
                                            "",
                                            name)
                                    .with("template_name", Scalar.text("timesyncd.conf"));
                    default -> Mapping.EMPTY;
                };
        for (Map.Entry<Scalar, ConfigTree> other : row.mapping(name).entries().entrySet()) {
            client = client.with(other.getKey().display(), other.getValue());
        }
        return client;
    }

    private static Mapping client(String program, String file, String packages, String service) {
        return Mapping.builder()
                .put("check_exe", program)
                .put("confpath", file)
                .put(
                        "packages",
                        packages.isEmpty() ? Sequence.EMPTY : Sequence.ofTexts(List.of(packages)))
                .put("service_name", service)
                .build();
    }

    private static String text(Mapping client, String key, Mapping settings) {
        ConfigTree value = client.get(key);
        if (value instanceof Scalar.Text text
                && !(key.equals("confpath") && text.value().isEmpty())) {
            return text.value();
        }
        throw wrong(value, settings, "config: " + key + " is a string, and is needed");
    }

    private static @Nullable String optional(Mapping client, String key, Mapping settings) {
        return switch (client.get(key)) {
            case null -> null;
            case Scalar.Null _ -> null;
            case Scalar.Text text -> text.value().isEmpty() ? null : text.value();
            case Scalar other -> throw wrong(other, settings, "config: " + key + " is a string");
            case Mapping other -> throw wrong(other, settings, "config: " + key + " is a string");
            case Sequence other -> throw wrong(other, settings, "config: " + key + " is a string");
        };
    }

    private static List<String> packages(Mapping client, Mapping settings) {
        if (client.get("packages") instanceof Sequence) {
            return client.texts("packages");
        }
        throw wrong(client.get("packages"), settings, "config: packages is a list, and is needed");
    }

    private static MalformedException wrong(
            @Nullable ConfigTree value, Mapping settings, String message) {
        return new MalformedException(
                "ntp.form",
                "choosing what keeps the clock",
                value == null ? settings.origin() : value.origin(),
                message,
                "Name a client that is known, or write check_exe, confpath, packages, service_name"
                        + " and template in config.");
    }
}
