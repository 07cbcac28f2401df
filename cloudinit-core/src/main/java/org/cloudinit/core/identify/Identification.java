package org.cloudinit.core.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.Decision;
import org.cloudinit.core.state.BootStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which data sources a machine has, decided before any stage runs ({@code ds-identify}). Only the
 * sources that this program can read are looked for; others in the list are passed over.
 *
 * @param verdict the answer
 * @param sources what the stage is to search, {@code None} last; empty where nothing is said
 * @param reason one line for people
 * @param config the run-time configuration that says so, or null where none is written
 * @param policy what detection was to do
 * @param asked the data sources that were looked for
 * @param candidates what was found or passed over, with the reason
 * @param warnings what could not be understood
 * @param facts what the machine shows
 */
public record Identification(
        Verdict verdict,
        List<String> sources,
        String reason,
        @Nullable String config,
        Policy policy,
        List<String> asked,
        List<Decision.Candidate> candidates,
        List<String> warnings,
        PlatformFacts facts) {
    /** The answer, with the exit code that stands for it. */
    public enum Verdict {
        /** A source is there, or the policy, the configuration or the administrator names it. */
        FOUND(0),
        /** No source is there, and the program stays enabled all the same. */
        ENABLED(0),
        /** No source is there: the program is disabled. */
        NOT_FOUND(1),
        /** The administrator disabled the program. */
        DISABLED(2);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        /** 0 enabled, 1 nothing found, 2 disabled by the administrator. */
        public int exitCode() {
            return exitCode;
        }
    }

    /** The list where the configuration has none: that of the original. */
    private static final List<String> USUAL =
            List.of(
                    "MAAS",
                    "ConfigDrive",
                    "NoCloud",
                    "AltCloud",
                    "Azure",
                    "Bigstep",
                    "CloudSigma",
                    "CloudStack",
                    "DigitalOcean",
                    "Vultr",
                    "AliYun",
                    "Ec2",
                    "GCE",
                    "OpenNebula",
                    "OpenStack",
                    "VMware",
                    "OVF",
                    "SmartOS",
                    "Scaleway",
                    "Hetzner",
                    "IBMCloud",
                    "Oracle",
                    "Exoscale",
                    "RbxCloud",
                    "UpCloud",
                    "LXD",
                    "NWCS",
                    "Akamai",
                    "WSL",
                    "CloudCIX");

    public Identification {
        sources = List.copyOf(sources);
        asked = List.copyOf(asked);
        candidates = List.copyOf(candidates);
        warnings = List.copyOf(warnings);
    }

    /**
     * Decides. Reads files alone; never throws for what they hold.
     *
     * @param environment variables: {@code KERNEL_CMDLINE} may disable the program
     */
    public static Identification of(
            HostFiles files, PlatformFacts facts, Map<String, String> environment) {
        return new Search(files, facts, environment).decide();
    }

    /** One decision on its way. */
    private static final class Search {
        private final HostFiles files;
        private final PlatformFacts facts;
        private final Map<String, String> environment;
        private final List<Decision.Candidate> candidates = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private Policy policy = Policy.DEFAULT;
        private List<String> asked = List.of();

        Search(HostFiles files, PlatformFacts facts, Map<String, String> environment) {
            this.files = files;
            this.facts = facts;
            this.environment = environment;
        }

        Identification decide() {
            String disabled = disabled();
            if (disabled != null) {
                return answer(Verdict.DISABLED, List.of(), "disabled by " + disabled, null);
            }
            DetectionConfig said = DetectionConfig.read(files, facts.commandLine(), warnings);
            policy = said.policy();
            LineConfig config = LineConfig.read(files);
            asked = asked(said, config);
            if (policy.mode() == Policy.Mode.DISABLED) {
                return answer(Verdict.NOT_FOUND, List.of(), "disabled by the policy", null);
            }
            if (policy.mode() == Policy.Mode.ENABLED) {
                return answer(Verdict.FOUND, List.of(), "enabled by the policy", null);
            }
            if (!said.dataSource().isEmpty()) {
                return found(List.of(said.dataSource()), "the data source is named");
            }
            var checks = new SourceChecks(files, facts, config, asked);
            if (checks.keepsInstance()) {
                return answer(
                        Verdict.FOUND,
                        List.of(),
                        "the instance is kept until it is cleaned by hand",
                        lines("# manual_cache_clean."));
            }
            if (asked.size() == 1) {
                return answer(Verdict.FOUND, asked, "the list has one entry", lines(list(asked)));
            }
            if (asked.size() == 2 && asked.get(1).equals("None")) {
                return found(asked, "the list has one entry");
            }
            return search(checks);
        }

        private Identification search(SourceChecks checks) {
            var found = new ArrayList<String>();
            for (String name : asked) {
                String sign = checks.sign(name);
                if (sign != null) {
                    found.add(name);
                    candidates.add(new Decision.Candidate(name, "found: " + sign));
                } else if (SourceChecks.isKnown(name)) {
                    candidates.add(new Decision.Candidate(name, "not found"));
                } else {
                    candidates.add(
                            new Decision.Candidate(name, "this program has no such data source"));
                }
            }
            if (found.isEmpty()) {
                return nothing();
            }
            List<String> kept = policy.firstOnly() ? found.subList(0, 1) : found;
            return found(kept, "found " + String.join(", ", kept));
        }

        private Identification nothing() {
            boolean report = policy.mode() == Policy.Mode.REPORT;
            String config = "di_report:\n  datasource_list: [  ]\n";
            if (!report) {
                config +=
                        "  # reporting not found result. notfound="
                                + (policy.enabledAnyway() ? "enabled" : "disabled")
                                + ".\n";
            }
            boolean enabled = report || policy.enabledAnyway();
            return answer(
                    enabled ? Verdict.ENABLED : Verdict.NOT_FOUND,
                    List.of(),
                    "no data source is found",
                    config);
        }

        private Identification found(List<String> names, String reason) {
            var list = new ArrayList<>(names);
            if (!list.contains("None")) {
                list.add("None");
            }
            return answer(Verdict.FOUND, list, reason, lines(list(list)));
        }

        private static String list(List<String> names) {
            return "datasource_list: [ " + String.join(", ", names) + " ]";
        }

        /** In report mode the stage is told nothing: the result stands under a key of its own. */
        private String lines(String line) {
            return policy.mode() == Policy.Mode.REPORT
                    ? "di_report:\n  " + line + "\n"
                    : line + "\n";
        }

        private Identification answer(
                Verdict verdict, List<String> sources, String reason, @Nullable String config) {
            return new Identification(
                    verdict, sources, reason, config, policy, asked, candidates, warnings, facts);
        }

        private @Nullable String disabled() {
            if (files.exists(BootStatus.MARKER) && !files.isDirectory(BootStatus.MARKER)) {
                return "the file " + BootStatus.MARKER;
            }
            if ("cloud-init=disabled".equals(environment.get("KERNEL_CMDLINE"))) {
                return "the environment variable KERNEL_CMDLINE";
            }
            return facts.commandLine().contains("cloud-init=disabled")
                    ? "the kernel's command line"
                    : null;
        }

        private List<String> asked(DetectionConfig said, LineConfig config) {
            List<String> onCommandLine = listOnCommandLine();
            if (onCommandLine != null) {
                return onCommandLine;
            }
            if (!said.dataSource().isEmpty()) {
                return List.of(said.dataSource());
            }
            List<String> configured = config.list("datasource_list");
            if (!configured.isEmpty()) {
                return configured;
            }
            warnings.add("the configuration has no datasource_list; the usual one is taken");
            return USUAL;
        }

        /** {@code cc:…datasource_list: [ … ]}: what stands between the brackets. */
        private @Nullable List<String> listOnCommandLine() {
            String line = facts.commandLine();
            int mark = line.indexOf("cc:");
            int key = line.lastIndexOf("datasource_list");
            if (mark < 0 || line.indexOf("datasource_list", mark) < 0) {
                return null;
            }
            String rest = line.substring(key + "datasource_list".length());
            int end = rest.indexOf(']');
            String inner = end < 0 ? rest : rest.substring(0, end);
            List<String> names = ShellText.items(inner.substring(inner.lastIndexOf('[') + 1));
            return names.isEmpty() ? null : names;
        }
    }
}
