package org.cloudinit.core.consume;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.api.spi.ConfigSchema.Remark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what user-data brought follows the schema ({@code validate_cloudconfig_schema} as {@code
 * main_init} calls it). It counts either way: what is wrong is said by path, in one warning, for a
 * log is read by more people than user-data.
 */
public final class CloudConfigCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CloudConfigCheck.class);
    private static final int MOST_PLACES = 20;
    private static final int LONGEST_PATH = 120;

    private CloudConfigCheck() {}

    /**
     * Checks a configuration.
     *
     * @param config what the parts of user-data came to
     * @return what the schema says of keys and values that will go, in one line; empty for nothing
     */
    public static String run(Mapping config, ConfigSchema schema, Reporter reporter) {
        if (config.isEmpty()) {
            LOG.debug("Skipping user-data validation. No user-data found.");
            return "";
        }
        List<Remark> remarks;
        try {
            remarks = schema.check(config);
        } catch (RuntimeException | LinkageError | StackOverflowError defect) {
            // A schema of a bundle, or one whose library the host does not have.
            LOG.warn("cloud-config is not checked: {}", defect.getClass().getName());
            return "";
        }
        var faults = new ArrayList<Remark>();
        var deprecations = new ArrayList<String>();
        for (Remark remark : remarks) {
            if (remark.isFault()) {
                faults.add(remark);
            } else {
                deprecations.add(remark.path() + ": " + remark.deprecation());
            }
        }
        if (!faults.isEmpty()) {
            reporter.report(invalid(config, faults));
        }
        return deprecations.isEmpty()
                ? ""
                : "Deprecated cloud-config provided: " + String.join(", ", deprecations);
    }

    /** The original's sentences, and between them the places that it keeps to itself. */
    private static Problem invalid(Mapping config, List<Remark> faults) {
        var places = new ArrayList<String>();
        for (Remark fault : faults) {
            String place = place(fault);
            if (!places.contains(place) && places.size() <= MOST_PLACES) {
                places.add(place);
            }
        }
        if (places.size() > MOST_PLACES) {
            places.set(MOST_PLACES, "and more");
        }
        return Problem.warning(
                "cloud-config.schema",
                "checking cloud-config",
                Origin.of(config.origin().source()),
                "cloud-config failed schema validation! At " + String.join(", ", places),
                "You may run 'sudo cloud-init schema --system' to check the details.");
    }

    private static String place(Remark fault) {
        int line = fault.origin().line();
        String where = line > 0 ? " (line " + line + ")" : "";
        return fault.path().isEmpty() ? "the document" + where : shown(fault.path()) + where;
    }

    /** A key may be of any length and hold line ends; the log shall not. */
    private static String shown(String path) {
        var text = new StringBuilder();
        for (int i = 0; i < path.length() && i < LONGEST_PATH; i++) {
            char c = path.charAt(i);
            text.append(Character.isISOControl(c) ? '?' : c);
        }
        return path.length() > LONGEST_PATH ? text + "…" : text.toString();
    }
}
