package org.cloudinit.config.patch;

import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;

/** The errors of a patch. Messages tell the path, which is no secret, and never a value. */
final class PatchFault {
    private static final String ACT = "applying a JSON patch";

    private PatchFault() {}

    static MalformedException invalid(Origin origin, String message) {
        return new MalformedException(
                "jsonp.invalid", ACT, origin, message, "Write the operation as RFC 6902 says.");
    }

    static MalformedException conflict(Origin origin, String message) {
        return new MalformedException(
                "jsonp.conflict",
                ACT,
                origin,
                message,
                "Let the path name a place that the configuration has.");
    }

    static MalformedException testFailed(Origin origin, String path) {
        return new MalformedException(
                "jsonp.test",
                ACT,
                origin,
                "the test of '" + path + "' failed",
                "Nothing of this patch was applied; correct the test or what it tests.");
    }
}
