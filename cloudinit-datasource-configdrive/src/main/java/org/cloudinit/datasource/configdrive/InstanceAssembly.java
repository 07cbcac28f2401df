package org.cloudinit.datasource.configdrive;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/** What a drive means for the instance. */
final class InstanceAssembly {
    private InstanceAssembly() {}

    /**
     * The mode that holds ({@code DataSource._determine_dsmode} of the original): the drive's, else
     * the configuration's, else {@code net}. A word that is no mode is reported and stands for
     * {@code net}; the original's {@code pass}, which it takes for none either, is such a word.
     */
    static DsMode mode(Drive drive, Mapping settings, Reporter reporter) {
        ConfigTree stated = stated(drive.mode());
        if (stated == null) {
            stated = stated(settings.get("dsmode"));
        }
        if (stated == null) {
            return DsMode.NET;
        }
        DsMode mode = stated instanceof Scalar.Text text ? DsMode.of(text.value()) : null;
        if (mode != null) {
            return mode;
        }
        reporter.report(
                Problem.warning(
                        "config-drive.bad-dsmode",
                        "choosing the mode of the config drive",
                        stated.origin(),
                        "dsmode is none of local, net, disabled",
                        "Correct it; net is used"));
        return DsMode.NET;
    }

    private static @Nullable ConfigTree stated(@Nullable ConfigTree value) {
        return value instanceof Scalar.Null ? null : value;
    }

    /**
     * The record of an instance.
     *
     * @param source path of the device or folder
     * @param disk whether that is a disk or its image
     */
    static InstanceData data(Drive drive, DsMode mode, String source, boolean disk) {
        ConfigTree ec2 = drive.ec2Metadata();
        ConfigTree networkJson = drive.networkJson();
        Mapping extras =
                Mapping.builder()
                        .put("ec2_metadata", ec2 == null ? Scalar.nothing() : ec2)
                        .put("network_json", networkJson == null ? Scalar.nothing() : networkJson)
                        .build();
        return new InstanceData(
                ConfigDrive.NAME,
                "DataSourceConfigDrive ["
                        + mode.spelling()
                        + ",ver="
                        + drive.version()
                        + "][source="
                        + source
                        + "]",
                new InstanceData.Platform(
                        "configdrive",
                        "configdrive",
                        (disk ? "config-disk (" : "seed-dir (") + source + ")"),
                drive.id(),
                mode,
                drive.metadata(),
                extras,
                Mapping.EMPTY,
                drive.publicKeys(),
                drive.network(),
                drive.files(),
                drive.userData(),
                drive.vendorData(),
                drive.vendorData2());
    }
}
