package org.cloudinit.core.consume;

import org.cloudinit.core.userdata.DataOrigin;
import org.cloudinit.core.userdata.DataWalk.Message;

/**
 * The instance's data, expanded.
 *
 * @param user user-data
 * @param vendor vendor-data
 * @param vendor2 second vendor-data
 */
public record StoredData(Message user, Message vendor, Message vendor2) {
    /** The data of one origin. */
    Message of(DataOrigin origin) {
        return switch (origin) {
            case USER_DATA -> user;
            case VENDOR_DATA -> vendor;
            case VENDOR_DATA2 -> vendor2;
        };
    }
}
