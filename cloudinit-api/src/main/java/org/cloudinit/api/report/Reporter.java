package org.cloudinit.api.report;

/**
 * Takes problems and decisions as they arise; the stage logs them and puts them into its status.
 */
public interface Reporter {
    /** Takes a problem. Never throws. */
    void report(Problem problem);

    /** Takes a decision. Never throws. */
    void decided(Decision decision);
}
