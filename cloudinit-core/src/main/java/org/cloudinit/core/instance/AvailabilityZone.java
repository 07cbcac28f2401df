package org.cloudinit.core.instance;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;

/** The availability zone of meta-data, wherever a cloud writes it. */
final class AvailabilityZone {
    private AvailabilityZone() {}

    static Scalar of(Mapping metadata) {
        ConfigTree zone =
                metadata.has("availability-zone")
                        ? metadata.get("availability-zone")
                        : metadata.get("availability_zone");
        if (zone instanceof Scalar scalar && scalar.truthy()) {
            return scalar;
        }
        return metadata.find("placement", "availability-zone") instanceof Scalar scalar
                ? scalar
                : Scalar.nothing();
    }
}
