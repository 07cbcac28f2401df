package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Faults;
import org.cloudinit.modules.Programs;
import org.cloudinit.modules.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ssh_pwauth}: whether sshd takes passwords ({@code handle_ssh_pwauth}). */
final class SshPasswords {
    private static final Logger LOG = LoggerFactory.getLogger(SshPasswords.class);
    private static final String ACT = "setting whether sshd takes passwords";
    private static final String OPTION = "PasswordAuthentication";

    private final ModuleContext context;
    private final Host host;
    private final Faults faults;

    SshPasswords(ModuleContext context, Faults faults) {
        this.context = context;
        this.host = context.host();
        this.faults = faults;
    }

    /** Sets it where the configuration says so; sshd reads it again if it runs. */
    void apply() {
        ConfigTree stated = context.config().get("ssh_pwauth");
        if (stated == null || stated instanceof Scalar.Null || isUnchanged(stated)) {
            LOG.debug("{} is left as it is", OPTION);
            return;
        }
        boolean yes = Mapping.isTrue(stated);
        if (!yes && !Mapping.isFalse(stated)) {
            warn(stated, "ssh_pwauth is neither true, false nor unchanged");
            return;
        }
        faults.attempt(
                "passwords.sshd",
                ACT,
                stated.origin(),
                "Check sshd's configuration.",
                () -> {
                    if (SshdConfig.update(OPTION, yes ? "yes" : "no", host.root())) {
                        restart(stated);
                    }
                });
    }

    private static boolean isUnchanged(ConfigTree stated) {
        return stated instanceof Scalar.Text text
                && text.value().toLowerCase(Locale.ROOT).equals("unchanged");
    }

    private void warn(ConfigTree stated, String message) {
        faults.warn(
                "passwords.sshd",
                ACT,
                stated.origin(),
                message,
                "What sshd does now holds until it is started again.");
    }

    private void restart(ConfigTree stated) {
        ConfigTree named = context.config().find("system_info", "ssh_svcname");
        String service = named instanceof Scalar scalar ? scalar.display() : "ssh";
        try {
            if (!isSystemd()) {
                new Services(context).restart(service);
            } else if (isActive(service)) {
                // sshd is ordered after this stage: to wait for it would be to wait for ever.
                new Programs(host.processes())
                        .run("systemctl", "restart", service, "--job-mode=ignore-dependencies");
            }
        } catch (IOException failure) {
            warn(stated, service + " is not restarted: " + failure.getMessage());
        }
    }

    private boolean isSystemd() throws IOException {
        String program = context.distro().moduleOptions("services").text("program", "service");
        return Services.areOfSystemd(host.root()) && !program.equals("rc-service");
    }

    private boolean isActive(String service) throws IOException {
        Result result =
                host.processes()
                        .run(
                                Command.of(
                                        "systemctl",
                                        "show",
                                        "--property",
                                        "ActiveState",
                                        "--value",
                                        service));
        String state =
                new String(result.output(), StandardCharsets.UTF_8)
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return List.of("active", "activating", "reloading").contains(state);
    }
}
