package org.cloudinit.core.config;

import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/** The configuration of a machine that has none ({@code settings.CFG_BUILTIN}), as data. */
final class BuiltInConfig {
    private static final List<String> DATA_SOURCES =
            List.of(
                    "NoCloud",
                    "ConfigDrive",
                    "LXD",
                    "OpenNebula",
                    "DigitalOcean",
                    "Azure",
                    "AltCloud",
                    "VMware",
                    "OVF",
                    "MAAS",
                    "GCE",
                    "OpenStack",
                    "AliYun",
                    "Vultr",
                    "Ec2",
                    "CloudSigma",
                    "CloudStack",
                    "SmartOS",
                    "Bigstep",
                    "Scaleway",
                    "Hetzner",
                    "IBMCloud",
                    "Oracle",
                    "Exoscale",
                    "RbxCloud",
                    "UpCloud",
                    "NWCS",
                    "Akamai",
                    "WSL",
                    "CloudCIX",
                    "None");

    private static final List<String> LOG_OWNERS =
            List.of("syslog:adm", "root:adm", "root:wheel", "root:root");

    private BuiltInConfig() {}

    static Mapping mapping() {
        Mapping paths =
                Mapping.builder()
                        .put("cloud_dir", "/var/lib/cloud")
                        .put("docs_dir", "/usr/share/doc/cloud-init/")
                        .put("templates_dir", "/etc/cloud/templates/")
                        .build();
        Mapping vendorData =
                Mapping.builder().put("enabled", true).put("prefix", Sequence.EMPTY).build();
        return Mapping.builder()
                .put("datasource_list", Sequence.ofTexts(DATA_SOURCES))
                .put("def_log_file", "/var/log/cloud-init.log")
                .put("log_cfgs", Sequence.EMPTY)
                .put("syslog_fix_perms", Sequence.ofTexts(LOG_OWNERS))
                .put(
                        "system_info",
                        Mapping.builder()
                                .put("paths", paths)
                                .put("distro", "ubuntu")
                                .put(
                                        "network",
                                        Mapping.builder()
                                                .put("renderers", Scalar.nothing())
                                                .build())
                                .build())
                .put("vendor_data", vendorData)
                .put("vendor_data2", vendorData)
                .build();
    }
}
