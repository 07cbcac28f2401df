package org.cloudinit.core.identify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Decision;
import org.cloudinit.core.status.Uptime;
import org.jspecify.annotations.Nullable;

/**
 * A decision as files of this boot: {@code cloud.cfg}, which the stage reads, {@code
 * .ds-identify.result}, {@code ds-identify.log}, and {@code enabled} or {@code disabled}, which
 * tell {@code status} what the generator found.
 */
public final class IdentificationFiles {
    private static final String RUN = "/run/cloud-init";
    private static final String CONFIG = RUN + "/cloud.cfg";
    private static final String RESULT = RUN + "/.ds-identify.result";
    private static final String LOG = RUN + "/ds-identify.log";

    private IdentificationFiles() {}

    /** The exit code of an earlier decision of this boot, or null where there is none. */
    public static @Nullable Integer earlier(HostRoot root) throws IOException {
        byte[] result = root.readIfPresent(RESULT);
        if (result == null || !root.exists(CONFIG)) {
            return null;
        }
        return switch (new String(result, StandardCharsets.US_ASCII).strip()) {
            case "0" -> 0;
            case "1" -> 1;
            case "2" -> 2;
            default -> null;
        };
    }

    /** Writes all of them; the result last, for it says that the others are whole. */
    public static void write(Identification decision, HostRoot root) throws IOException {
        root.append(LOG, log(decision, root).getBytes(StandardCharsets.UTF_8), 0644);
        String config = decision.config();
        if (config != null) {
            root.write(RenderedFile.text(CONFIG, config, 0644));
        }
        boolean enabled = decision.verdict().exitCode() == 0;
        root.delete(RUN + (enabled ? "/disabled" : "/enabled"));
        root.write(RenderedFile.text(RUN + (enabled ? "/enabled" : "/disabled"), "", 0644));
        root.write(RenderedFile.text(RESULT, decision.verdict().exitCode() + "\n", 0644));
    }

    private static String log(Identification decision, HostRoot root) {
        PlatformFacts facts = decision.facts();
        var log = new StringBuilder();
        log.append("[up ").append(Uptime.text(root)).append("s] cloud-init detect\n");
        line(log, "POLICY", decision.policy().text());
        for (String warning : decision.warnings()) {
            log.append("WARN: ").append(warning).append('\n');
        }
        for (Map.Entry<String, String> field : facts.dmi().entrySet()) {
            if (isSecret(field.getKey())) {
                continue;
            }
            line(log, "DMI_" + field.getKey().toUpperCase(Locale.ROOT), field.getValue());
        }
        for (FileSystemLabel fileSystem : facts.fileSystems()) {
            line(log, "FS_LABEL", fileSystem.device() + " " + fileSystem.label());
        }
        line(log, "KERNEL_CMDLINE", facts.commandLine());
        line(log, "VIRT", facts.virtualization());
        line(log, "DSLIST", String.join(" ", decision.asked()));
        for (Decision.Candidate candidate : decision.candidates()) {
            log.append(candidate.name()).append(": ").append(candidate.verdict()).append('\n');
        }
        log.append(decision.reason());
        log.append(". returning ").append(decision.verdict().exitCode()).append('\n');
        return log.toString();
    }

    /** Root alone may read these in the kernel's files, and anyone may read the log. */
    private static boolean isSecret(String field) {
        return field.equals("product_serial") || field.equals("product_uuid");
    }

    private static void line(StringBuilder log, String name, String value) {
        log.append(name).append('=').append(value).append('\n');
    }
}
