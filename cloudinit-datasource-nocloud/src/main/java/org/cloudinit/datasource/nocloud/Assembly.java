package org.cloudinit.datasource.nocloud;

import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.instance.PublicKeys;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/** What seeds mean for the instance. */
final class Assembly {
    private static final String ID = "instance-id";
    private static final String DEFAULT_ID = "nocloud";

    /** What stands where meta-data says nothing. */
    private static final Mapping DEFAULTS =
            Mapping.builder().put(ID, DEFAULT_ID).put("dsmode", "net").build();

    private Assembly() {}

    /** The same with the usual values of what meta-data lacks. */
    static Mapping complete(Mapping metadata, Reporter reporter) {
        Mapping all = MissingKeys.add(metadata, DEFAULTS);
        String id = all.shown(ID);
        if (id != null && InstanceId.isValid(id)) {
            return all;
        }
        ConfigTree stated = all.get(ID);
        reporter.report(
                Problem.warning(
                        "nocloud.bad-instance-id",
                        "reading meta-data of the seed",
                        stated == null ? all.origin() : stated.origin(),
                        "the instance-id cannot be the name of a folder",
                        "Correct it; " + DEFAULT_ID + " is used."));
        return all.with(ID, Scalar.text(DEFAULT_ID));
    }

    /**
     * The mode of complete meta-data ({@code _determine_dsmode}): local, net or disabled. Another
     * word is reported and stands for net.
     */
    static DsMode mode(Mapping metadata, Reporter reporter) {
        ConfigTree stated = metadata.get("dsmode");
        if (stated == null || stated instanceof Scalar.Null) {
            return DsMode.NET;
        }
        DsMode mode = stated instanceof Scalar.Text text ? DsMode.of(text.value()) : null;
        if (mode != null) {
            return mode;
        }
        reporter.report(
                Problem.warning(
                        "nocloud.bad-dsmode",
                        "choosing the mode of the seed",
                        stated.origin(),
                        "dsmode is none of local, net, disabled",
                        "Correct it; net is used."));
        return DsMode.NET;
    }

    /** The record of an instance. */
    static InstanceData data(Gathered all, Mapping metadata, DsMode mode, HostFiles files) {
        String seed = String.join(",", all.places());
        String cloud = metadata.text("cloud-name", "");
        Secret userData = all.userData();
        return new InstanceData(
                NoCloud.NAME,
                "DataSourceNoCloud [seed="
                        + seed
                        + "]"
                        + (mode == DsMode.NET ? "" : "[dsmode=" + mode.spelling() + "]"),
                new InstanceData.Platform(
                        cloud.isEmpty() ? "unknown" : cloud.toLowerCase(Locale.ROOT),
                        files.exists("/dev/lxd/sock") ? "lxd" : "nocloud",
                        (seed.startsWith("/dev") ? "config-disk (" : "seed-dir (") + seed + ")"),
                new InstanceId(String.valueOf(metadata.shown(ID))),
                mode,
                metadata,
                Mapping.EMPTY,
                Mapping.EMPTY,
                PublicKeys.of(metadata.get("public-keys")),
                network(all, metadata),
                List.of(),
                userData == null || userData.size() == 0 ? null : userData,
                all.vendorData(),
                null);
    }

    private static @Nullable NetworkStatement network(Gathered all, Mapping metadata) {
        if (all.network() instanceof Mapping document) {
            // An empty one says nothing, and keeps the interfaces from being asked.
            ConfigTree inner = document.get("network");
            return document.isEmpty() || (inner != null && !inner.truthy())
                    ? null
                    : new NetworkStatement.Document(document);
        }
        String interfaces = metadata.text("network-interfaces");
        return interfaces == null
                ? null
                : new NetworkStatement.Eni(
                        interfaces, "network-interfaces of the seed's meta-data");
    }
}
