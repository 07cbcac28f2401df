package org.cloudinit.api.report;

import org.cloudinit.api.config.Origin;

/**
 * Input that cannot be understood. Unchecked: each sub-stage has one place that turns it into
 * policy.
 */
public class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public MalformedException(Problem problem) {
        super(problem.line());
        this.problem = problem;
    }

    public MalformedException(Problem problem, Throwable cause) {
        super(problem.line(), cause);
        this.problem = problem;
    }

    /** An error with its parts; see {@link Problem}. */
    public MalformedException(
            String code, String act, Origin origin, String message, String remedy) {
        this(Problem.error(code, act, origin, message, remedy));
    }

    /** What is wrong, where, and what to do about it. */
    public Problem problem() {
        return problem;
    }
}
