package org.cloudinit.modules;

import static java.util.Map.entry;

import java.lang.module.ModuleDescriptor.Provides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.testkit.ConfigModuleContract;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every config module holds for each that this one provides. */
@ParameterizedClass
@MethodSource("provided")
class ModuleContractsTest extends ConfigModuleContract {
    /** Keys of the modules that always have something to do. */
    private static final Map<String, List<String>> KEYS =
            Map.ofEntries(
                    entry("growpart", List.of("growpart")),
                    entry(
                            "keys_to_console",
                            List.of(
                                    "ssh",
                                    "ssh_fp_console_blacklist",
                                    "ssh_key_console_blacklist")),
                    entry(
                            "mounts",
                            List.of("mounts", "swap", "mount_default_fields", "device_aliases")),
                    entry("resizefs", List.of("resize_rootfs")),
                    entry("migrator", List.of("migrate")),
                    entry("scripts_vendor", List.of("vendor_data")),
                    entry("seed_random", List.of("random_seed")),
                    entry(
                            "set_passwords",
                            List.of("chpasswd", "password", "ssh_pwauth", "system_info")),
                    entry(
                            "ssh",
                            List.of(
                                    "ssh_keys",
                                    "ssh_authorized_keys",
                                    "ssh_genkeytypes",
                                    "ssh_deletekeys",
                                    "ssh_publish_hostkeys",
                                    "disable_root",
                                    "disable_root_opts")),
                    entry("ssh_authkey_fingerprints", List.of("users", "authkey_hash")),
                    entry("ssh_import_id", List.of("ssh_import_id", "users")),
                    entry("users_groups", List.of("users", "groups", "user", "system_info")));

    @Parameter private ConfigModule subject;

    /** By reflection, so that no module is forgotten here. */
    static List<ConfigModule> provided() throws ReflectiveOperationException {
        var modules = new ArrayList<ConfigModule>();
        for (Provides provides : ModuleContractsTest.class.getModule().getDescriptor().provides()) {
            for (String name : provides.providers()) {
                var type = Class.forName(name).asSubclass(ConfigModule.class);
                modules.add(type.getConstructor().newInstance());
            }
        }
        return modules;
    }

    @Override
    protected ConfigModule subject() {
        return subject;
    }

    @Override
    protected List<String> keys() {
        return KEYS.getOrDefault(subject.name(), super.keys());
    }

    @Override
    protected ModuleContext context(
            SandboxHost machine, Mapping config, RecordingReporter reporter) {
        return ModuleRun.context(machine, config, reporter);
    }
}
