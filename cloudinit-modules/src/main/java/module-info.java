import org.jspecify.annotations.NullMarked;

/**
 * The modules that {@code cloud_init_modules}, {@code cloud_config_modules} and {@code
 * cloud_final_modules} list, one class each; what there is, is said by the last lines. A stage
 * without this module runs, and reports those that its configuration has work for.
 */
@NullMarked
module org.cloudinit.modules {
    requires org.cloudinit.api;
    requires org.slf4j;
    requires static org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.modules.osgi to
            org.apache.felix.framework;

    provides org.cloudinit.api.spi.ConfigModule with
            org.cloudinit.modules.accounts.KeysToConsole,
            org.cloudinit.modules.accounts.SetPasswords,
            org.cloudinit.modules.accounts.Ssh,
            org.cloudinit.modules.accounts.SshAuthkeyFingerprints,
            org.cloudinit.modules.accounts.SshImportId,
            org.cloudinit.modules.accounts.UsersGroups,
            org.cloudinit.modules.disks.DiskSetup,
            org.cloudinit.modules.disks.Growpart,
            org.cloudinit.modules.disks.Mounts,
            org.cloudinit.modules.disks.Resizefs,
            org.cloudinit.modules.ending.FinalMessage,
            org.cloudinit.modules.ending.PhoneHome,
            org.cloudinit.modules.ending.PowerStateChange,
            org.cloudinit.modules.files.WriteFiles,
            org.cloudinit.modules.files.WriteFilesDeferred,
            org.cloudinit.modules.names.ResolvConf,
            org.cloudinit.modules.names.UpdateEtcHosts,
            org.cloudinit.modules.packages.PackageUpdateUpgradeInstall,
            org.cloudinit.modules.state.Migrator,
            org.cloudinit.modules.state.SeedRandom,
            org.cloudinit.modules.scripts.Bootcmd,
            org.cloudinit.modules.scripts.Runcmd,
            org.cloudinit.modules.scripts.ScriptsPerBoot,
            org.cloudinit.modules.scripts.ScriptsPerInstance,
            org.cloudinit.modules.scripts.ScriptsPerOnce,
            org.cloudinit.modules.scripts.ScriptsUser,
            org.cloudinit.modules.scripts.ScriptsVendor,
            org.cloudinit.modules.system.CaCerts,
            org.cloudinit.modules.system.Locale,
            org.cloudinit.modules.system.Ntp,
            org.cloudinit.modules.system.Rsyslog,
            org.cloudinit.modules.system.Timezone;
}
