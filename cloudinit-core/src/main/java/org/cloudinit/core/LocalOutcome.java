package org.cloudinit.core;

import java.util.List;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How the stage ended.
 *
 * @param errors what the stage counts as its errors; bad input from a data source is none of them:
 *     the boot goes on with what there is
 * @param problems everything that was reported, the errors among it, in the order of its appearance
 * @param decisions what was chosen, and why
 * @param steps the sub-stages that ran, with the time that each took
 * @param dataSource the data source's own line, or null where none was found
 * @param instance the instance, or null where there is none
 */
public record LocalOutcome(
        List<String> errors,
        List<Problem> problems,
        List<Decision> decisions,
        List<Step> steps,
        @Nullable String dataSource,
        @Nullable InstanceId instance) {
    public LocalOutcome {
        errors = List.copyOf(errors);
        problems = List.copyOf(problems);
        decisions = List.copyOf(decisions);
        steps = List.copyOf(steps);
    }

    /** The exit code of the program: the number of errors, as in the reference, at most 255. */
    public int exitCode() {
        return Math.min(errors.size(), 255);
    }

    /**
     * A sub-stage that ran.
     *
     * @param subStage which one
     * @param micros how long it took, in microseconds
     */
    public record Step(LocalSubStage subStage, long micros) {}
}
