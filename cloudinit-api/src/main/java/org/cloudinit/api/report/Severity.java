package org.cloudinit.api.report;

/** How much a problem weighs for {@code status}. */
public enum Severity {
    /**
     * The stage did what was asked, though something deserves a look: {@code recoverable_errors}.
     */
    WARNING,
    /** Something that was asked for was not done: {@code errors} of the stage. */
    ERROR
}
