package org.cloudinit.api.report;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A choice that the stage made, so that "which source won, and why?" has an answer.
 *
 * @param question what was decided: {@code data source}, {@code network source}, {@code renderer},
 *     {@code fallback link}
 * @param candidates everything that was looked at, in order
 * @param winner name of the candidate that was taken, or null where none was
 * @param reason why, one clause
 */
public record Decision(
        String question, List<Candidate> candidates, @Nullable String winner, String reason) {
    public Decision {
        Objects.requireNonNull(question, "question");
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(reason, "reason");
    }

    /** Something that could have been taken, and what spoke for or against it. */
    public record Candidate(String name, String verdict) {}
}
