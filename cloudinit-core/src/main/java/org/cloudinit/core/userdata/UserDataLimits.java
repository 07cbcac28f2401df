package org.cloudinit.core.userdata;

/**
 * Bounds on user-data and vendor-data. What exceeds one is refused with a message; the rest counts.
 *
 * @param bytes most bytes of one blob, before and after unpacking
 * @param parts most parts of one message
 * @param depth most levels of containers, archives, includes and gzip within each other
 */
record UserDataLimits(int bytes, int parts, int depth) {
    /**
     * 64 MiB with what belongs to it: far above what clouds allow (64 KiB as a rule), and what the
     * heap of the image holds twice.
     */
    static final UserDataLimits DEFAULT = new UserDataLimits(72 << 20, 20_000, 10);

    UserDataLimits {
        if (bytes <= 0 || parts <= 0 || depth <= 0) {
            throw new IllegalArgumentException("a limit is positive");
        }
    }
}
