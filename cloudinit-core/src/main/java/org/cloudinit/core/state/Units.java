package org.cloudinit.core.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/** What systemd says of the units that run the stages ({@code systemd_failed}). */
final class Units {
    /** The last first: a stage that runs is the latest that was started. */
    private static final List<String> NAMES =
            List.of(
                    "cloud-final.service",
                    "cloud-config.service",
                    "cloud-init-network.service",
                    "cloud-init-local.service",
                    "cloud-init-main.service");

    /** What is known of one unit. */
    private enum State {
        /** It ended well, or is not installed on this machine. */
        PASSED,
        FAILED,
        /** It runs, waits, or systemd does not say. */
        UNDECIDED
    }

    private Units() {}

    /**
     * Whether a unit failed, or is switched off, so that no stage will ever end the boot.
     *
     * @param problems takes that systemd cannot be asked
     */
    static boolean failed(Host host, Problems problems) {
        for (String name : NAMES) {
            Map<String, String> facts = ask(host, name, problems);
            State state = facts == null ? State.UNDECIDED : state(facts);
            if (state != State.PASSED) {
                return state == State.FAILED;
            }
        }
        return false;
    }

    private static State state(Map<String, String> facts) {
        if ("not-found".equals(facts.get("LoadState"))) {
            return State.PASSED;
        }
        String file = facts.getOrDefault("UnitFileState", "");
        String active = facts.getOrDefault("ActiveState", "");
        String sub = facts.getOrDefault("SubState", "");
        if (!file.startsWith("enabled") && !file.equals("static")) {
            return State.FAILED;
        }
        if (active.equals("active")) {
            return sub.equals("exited") ? State.PASSED : State.UNDECIDED;
        }
        return active.equals("failed") || sub.equals("failed") ? State.FAILED : State.UNDECIDED;
    }

    private static @Nullable Map<String, String> ask(Host host, String name, Problems problems) {
        String failure;
        try {
            Result result =
                    host.processes()
                            .run(
                                    Command.of(
                                            "systemctl",
                                            "show",
                                            "--property=LoadState,ActiveState,UnitFileState,SubState",
                                            name));
            if (result.success()) {
                return facts(new String(result.output(), StandardCharsets.UTF_8));
            }
            failure = new String(result.error(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
        problems.report(
                Problem.warning(
                        "status.no-systemd",
                        "asking systemd for " + name,
                        Origin.BUILT_IN,
                        "it does not answer: " + failure,
                        "The status may be inaccurate; ask again when systemd is up."));
        return null;
    }

    /** No answer at all, as from a machine that is only a folder, decides nothing. */
    private static @Nullable Map<String, String> facts(String answer) {
        var facts = new HashMap<String, String>();
        for (String line : answer.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                facts.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return facts.isEmpty() ? null : facts;
    }
}
