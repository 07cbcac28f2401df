package org.cloudinit.api.instance;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/**
 * The names that an instance is to have ({@code util.get_hostname_fqdn}, {@code
 * DataSource.get_hostname}).
 *
 * @param hostname the short name, as a rule
 * @param fqdn the full name; the short one where there is no domain
 * @param isDefault whether nobody named the machine, and it is called {@code localhost}
 */
public record InstanceHostname(String hostname, String fqdn, boolean isDefault) {
    private static final String NO_DOMAIN = "localdomain";

    /** The names; where configuration and meta-data are silent, those that the machine has. */
    public static InstanceHostname of(Mapping config, Mapping metadata, HostFiles files) {
        String fqdn = text(config, "fqdn");
        String hostname = text(config, "hostname");
        if (fqdn != null) {
            return new InstanceHostname(hostname != null ? hostname : head(fqdn), fqdn, false);
        }
        if (hostname != null && hostname.indexOf('.') > 0) {
            return new InstanceHostname(head(hostname), hostname, false);
        }
        InstanceHostname own = shortName(metadata, files);
        return hostname == null ? own : new InstanceHostname(hostname, own.fqdn, false);
    }

    /** The names that somebody stated, or null: the machine's own one is no reason to set it. */
    public static @Nullable InstanceHostname stated(
            Mapping config, Mapping metadata, HostFiles files) {
        boolean isStated =
                text(config, "fqdn") != null
                        || text(config, "hostname") != null
                        || text(metadata, "local-hostname") != null;
        return isStated ? of(config, metadata, files) : null;
    }

    /** The names of meta-data, or where it has none those of the machine. */
    public static InstanceHostname shortName(Mapping metadata, HostFiles files) {
        String stated = text(metadata, "local-hostname");
        if (stated != null) {
            return isIpv4(stated)
                    ? split("ip-" + stated.replace('.', '-'), false)
                    : split(stated, false);
        }
        String name = SystemHostname.read(files);
        String full = SystemHostname.fullName(name, files);
        return split(full.indexOf('.') > 0 ? full : name, name.equals("localhost"));
    }

    private static InstanceHostname split(String name, boolean isDefault) {
        int dot = name.indexOf('.');
        String domain = dot < 0 ? NO_DOMAIN : name.substring(dot + 1);
        String head = dot < 0 ? name : name.substring(0, dot);
        return new InstanceHostname(head, domain.equals(NO_DOMAIN) ? head : name, isDefault);
    }

    private static String head(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** A non-empty text; a number is one too. */
    private static @Nullable String text(Mapping mapping, String key) {
        ConfigTree value = mapping.get(key);
        return value instanceof Scalar scalar && scalar.truthy() ? scalar.display() : null;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3) {
                return false;
            }
            for (int i = 0; i < part.length(); i++) {
                if (part.charAt(i) < '0' || part.charAt(i) > '9') {
                    return false;
                }
            }
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
