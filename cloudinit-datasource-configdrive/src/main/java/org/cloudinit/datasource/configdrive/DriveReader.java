package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;

/**
 * Finds out which layout a folder has and reads it: version 2, else version 1 ({@code
 * read_config_drive} of the original).
 *
 * @param documents reads JSON
 * @param reporter takes what is wrong with parts that can be done without
 */
record DriveReader(Documents documents, Reporter reporter) {
    DriveReading read(DriveFolder folder) {
        var parts = new DriveParts(folder, documents, reporter);
        try {
            DriveReading second = new OpenStackLayout(parts).read();
            if (!(second instanceof DriveReading.None)) {
                return second;
            }
            return new LegacyLayout(parts).read();
        } catch (IOException e) {
            return new DriveReading.Broken(
                    Problem.warning(
                            "config-drive.unreadable",
                            "reading the config drive",
                            Origin.of(folder.source()),
                            DriveParts.reason(e),
                            "Check the drive, or make it again"));
        }
    }
}
