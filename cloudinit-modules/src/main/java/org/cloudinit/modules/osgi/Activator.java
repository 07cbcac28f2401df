package org.cloudinit.modules.osgi;

import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.modules.accounts.KeysToConsole;
import org.cloudinit.modules.accounts.SetPasswords;
import org.cloudinit.modules.accounts.Ssh;
import org.cloudinit.modules.accounts.SshAuthkeyFingerprints;
import org.cloudinit.modules.accounts.SshImportId;
import org.cloudinit.modules.accounts.UsersGroups;
import org.cloudinit.modules.disks.DiskSetup;
import org.cloudinit.modules.disks.Growpart;
import org.cloudinit.modules.disks.Mounts;
import org.cloudinit.modules.disks.Resizefs;
import org.cloudinit.modules.ending.FinalMessage;
import org.cloudinit.modules.ending.PhoneHome;
import org.cloudinit.modules.ending.PowerStateChange;
import org.cloudinit.modules.files.WriteFiles;
import org.cloudinit.modules.files.WriteFilesDeferred;
import org.cloudinit.modules.names.ResolvConf;
import org.cloudinit.modules.names.UpdateEtcHosts;
import org.cloudinit.modules.packages.PackageUpdateUpgradeInstall;
import org.cloudinit.modules.scripts.Bootcmd;
import org.cloudinit.modules.scripts.Runcmd;
import org.cloudinit.modules.scripts.ScriptsPerBoot;
import org.cloudinit.modules.scripts.ScriptsPerInstance;
import org.cloudinit.modules.scripts.ScriptsPerOnce;
import org.cloudinit.modules.scripts.ScriptsUser;
import org.cloudinit.modules.scripts.ScriptsVendor;
import org.cloudinit.modules.state.Migrator;
import org.cloudinit.modules.state.SeedRandom;
import org.cloudinit.modules.system.CaCerts;
import org.cloudinit.modules.system.Locale;
import org.cloudinit.modules.system.Ntp;
import org.cloudinit.modules.system.Rsyslog;
import org.cloudinit.modules.system.Timezone;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers what this bundle brings: the same that {@code module-info} provides. */
public final class Activator implements BundleActivator {
    /** Made by the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        context.registerService(ConfigModule.class, new KeysToConsole(), null);
        context.registerService(ConfigModule.class, new SetPasswords(), null);
        context.registerService(ConfigModule.class, new Ssh(), null);
        context.registerService(ConfigModule.class, new SshAuthkeyFingerprints(), null);
        context.registerService(ConfigModule.class, new SshImportId(), null);
        context.registerService(ConfigModule.class, new UsersGroups(), null);
        context.registerService(ConfigModule.class, new DiskSetup(), null);
        context.registerService(ConfigModule.class, new Growpart(), null);
        context.registerService(ConfigModule.class, new Mounts(), null);
        context.registerService(ConfigModule.class, new Resizefs(), null);
        context.registerService(ConfigModule.class, new FinalMessage(), null);
        context.registerService(ConfigModule.class, new PhoneHome(), null);
        context.registerService(ConfigModule.class, new PowerStateChange(), null);
        context.registerService(ConfigModule.class, new WriteFiles(), null);
        context.registerService(ConfigModule.class, new WriteFilesDeferred(), null);
        context.registerService(ConfigModule.class, new ResolvConf(), null);
        context.registerService(ConfigModule.class, new UpdateEtcHosts(), null);
        context.registerService(ConfigModule.class, new PackageUpdateUpgradeInstall(), null);
        context.registerService(ConfigModule.class, new Migrator(), null);
        context.registerService(ConfigModule.class, new SeedRandom(), null);
        context.registerService(ConfigModule.class, new Bootcmd(), null);
        context.registerService(ConfigModule.class, new Runcmd(), null);
        context.registerService(ConfigModule.class, new ScriptsPerBoot(), null);
        context.registerService(ConfigModule.class, new ScriptsPerInstance(), null);
        context.registerService(ConfigModule.class, new ScriptsPerOnce(), null);
        context.registerService(ConfigModule.class, new ScriptsUser(), null);
        context.registerService(ConfigModule.class, new ScriptsVendor(), null);
        context.registerService(ConfigModule.class, new CaCerts(), null);
        context.registerService(ConfigModule.class, new Locale(), null);
        context.registerService(ConfigModule.class, new Ntp(), null);
        context.registerService(ConfigModule.class, new Rsyslog(), null);
        context.registerService(ConfigModule.class, new Timezone(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes back what was registered.
    }
}
