package org.cloudinit.datasource.configdrive;

import org.cloudinit.api.report.Problem;

/** What came of looking into a folder for a config drive. */
sealed interface DriveReading {
    /** It holds a drive. */
    record Complete(Drive drive) implements DriveReading {}

    /** It holds none; the reason is a clause for the decision record. */
    record None(String reason) implements DriveReading {}

    /** It holds one that tells too little to be used. */
    record Broken(Problem problem) implements DriveReading {}
}
