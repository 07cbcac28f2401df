package org.cloudinit.core.consume;

import java.util.List;
import org.cloudinit.api.spi.Part;
import org.cloudinit.core.userdata.DataOrigin;

/**
 * The parts of the instance's data.
 *
 * @param user user-data
 * @param vendor vendor-data
 * @param vendor2 second vendor-data
 */
public record StoredData(List<Part> user, List<Part> vendor, List<Part> vendor2) {
    public StoredData {
        user = List.copyOf(user);
        vendor = List.copyOf(vendor);
        vendor2 = List.copyOf(vendor2);
    }

    /** The data of one origin. */
    List<Part> of(DataOrigin origin) {
        return switch (origin) {
            case USER_DATA -> user;
            case VENDOR_DATA -> vendor;
            case VENDOR_DATA2 -> vendor2;
        };
    }
}
