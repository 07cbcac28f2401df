package org.cloudinit.modules.system;

import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.modules.Section;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@code rsyslog}, with what counts where one is missing.
 *
 * @param configs texts, or mappings with content and file name
 * @param folder where files lie
 * @param file name of the file for what has none of its own
 * @param remotes log servers by name
 * @param reloadCommand what makes the service read its files; empty for the usual way
 * @param program what is there when the service is
 * @param packages what brings it
 * @param install whether it is installed where it is not there
 */
record RsyslogSettings(
        List<ConfigTree> configs,
        String folder,
        String file,
        Mapping remotes,
        List<String> reloadCommand,
        String program,
        List<String> packages,
        boolean install) {
    private static final String FOLDER = "/etc/rsyslog.d";
    private static final String FILE = "20-cloud-config.conf";

    RsyslogSettings {
        configs = List.copyOf(configs);
        reloadCommand = List.copyOf(reloadCommand);
        packages = List.copyOf(packages);
    }

    /**
     * Reads them; a list is the old way to write {@code configs}.
     *
     * @throws MalformedException if one has the wrong type
     */
    static RsyslogSettings of(ConfigTree stated, Mapping config) {
        if (stated instanceof Sequence configs) {
            return read(
                    Mapping.builder(configs.origin())
                            .put("configs", configs)
                            .put("config_filename", or(config.get("rsyslog_filename"), FILE))
                            .put("config_dir", or(config.get("rsyslog_dir"), FOLDER))
                            .build());
        }
        return read(section().mapping(stated));
    }

    private static Section section() {
        return new Section(
                "rsyslog", "rsyslog.form", "reading rsyslog", "Write configs and remotes in it.");
    }

    private static ConfigTree or(@Nullable ConfigTree stated, String otherwise) {
        return stated == null ? Scalar.text(otherwise) : stated;
    }

    private static RsyslogSettings read(Mapping settings) {
        return new RsyslogSettings(
                list(settings, "configs"),
                text(settings, "config_dir", FOLDER),
                text(settings, "config_filename", FILE),
                remotes(settings),
                command(settings),
                text(settings, "check_exe", "rsyslogd"),
                settings.has("packages") ? texts(settings, "packages") : List.of("rsyslog"),
                install(settings));
    }

    private static List<ConfigTree> list(Mapping settings, String key) {
        ConfigTree stated = settings.get(key);
        if (stated == null) {
            return List.of();
        }
        if (stated instanceof Sequence list) {
            return list.items();
        }
        throw wrong(stated, key, "list");
    }

    private static List<String> texts(Mapping settings, String key) {
        if (settings.get(key) instanceof Sequence) {
            return settings.texts(key);
        }
        throw wrong(settings.get(key), key, "list");
    }

    private static String text(Mapping settings, String key, String otherwise) {
        ConfigTree stated = settings.get(key);
        if (stated == null) {
            return otherwise;
        }
        if (stated instanceof Scalar.Text text) {
            return text.value();
        }
        throw wrong(stated, key, "string");
    }

    private static Mapping remotes(Mapping settings) {
        ConfigTree stated = settings.get("remotes");
        if (stated == null) {
            return Mapping.EMPTY;
        }
        if (stated instanceof Mapping remotes) {
            return remotes;
        }
        throw wrong(stated, "remotes", "mapping");
    }

    private static List<String> command(Mapping settings) {
        ConfigTree stated = settings.get("service_reload_command");
        if (stated == null || (stated instanceof Scalar.Text text && text.value().equals("auto"))) {
            return List.of();
        }
        if (stated instanceof Scalar.Text || stated instanceof Sequence) {
            return settings.texts("service_reload_command");
        }
        throw wrong(stated, "service_reload_command", "list");
    }

    private static boolean install(Mapping settings) {
        ConfigTree stated = settings.get("install_rsyslog");
        if (stated == null) {
            return false;
        }
        if (stated instanceof Scalar.Bool install) {
            return install.value();
        }
        throw wrong(stated, "install_rsyslog", "boolean");
    }

    private static MalformedException wrong(
            @Nullable ConfigTree stated, String key, String wanted) {
        return section()
                .malformed(
                        stated == null ? Mapping.EMPTY : stated,
                        key + " is a " + wanted + ", and this is none");
    }
}
