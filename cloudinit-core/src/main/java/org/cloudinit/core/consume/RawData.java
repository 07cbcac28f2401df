package org.cloudinit.core.consume;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Secret;
import org.cloudinit.core.userdata.DataOrigin;
import org.jspecify.annotations.Nullable;

/** The data of an instance as its data source gave it. */
final class RawData {
    private RawData() {}

    /**
     * The blobs of one origin; empty where there are none.
     *
     * @param refused takes items of a list that are no blobs
     */
    static List<Secret> blobs(InstanceData data, DataOrigin origin, Consumer<ConfigTree> refused) {
        return switch (origin) {
            case USER_DATA -> {
                Secret userData = data.userData();
                yield userData == null ? List.of() : List.of(userData);
            }
            case VENDOR_DATA -> blobs(data.vendorData(), refused);
            case VENDOR_DATA2 -> blobs(data.vendorData2(), refused);
        };
    }

    /** Whether the data source gave any, be there something to read in it or not. */
    static boolean isGiven(InstanceData data, DataOrigin origin) {
        return switch (origin) {
            case USER_DATA -> data.userData() != null;
            case VENDOR_DATA -> isGiven(data.vendorData());
            case VENDOR_DATA2 -> isGiven(data.vendorData2());
        };
    }

    private static boolean isGiven(@Nullable ConfigTree vendorData) {
        return vendorData != null && vendorData.truthy();
    }

    private static List<Secret> blobs(
            @Nullable ConfigTree vendorData, Consumer<ConfigTree> refused) {
        return switch (vendorData) {
            case Scalar scalar when scalar.truthy() -> List.of(blob(scalar));
            case Sequence list -> {
                var blobs = new ArrayList<Secret>(list.size());
                for (ConfigTree item : list) {
                    switch (item) {
                        case Scalar.Text text -> blobs.add(blob(text));
                        case Scalar.Binary bytes -> blobs.add(blob(bytes));
                        // As in the reference, what is empty or false is an empty part.
                        case ConfigTree other when !other.truthy() -> blobs.add(Secret.of(""));
                        case ConfigTree other -> refused.accept(other);
                    }
                }
                yield blobs;
            }
            case null, default -> List.of();
        };
    }

    private static Secret blob(Scalar scalar) {
        return scalar instanceof Scalar.Binary bytes
                ? Secret.of(bytes.value())
                : Secret.of(scalar.display());
    }

    /** The bytes as they are stored: one blob as it is, a list as JSON ({@code _store_rawdata}). */
    static Secret stored(InstanceData data, DataOrigin origin, Documents documents) {
        ConfigTree list =
                switch (origin) {
                    case USER_DATA -> null;
                    case VENDOR_DATA -> data.vendorData();
                    case VENDOR_DATA2 -> data.vendorData2();
                };
        if (list instanceof Sequence sequence) {
            return Secret.of(documents.toJson(sequence));
        }
        List<Secret> blobs = blobs(data, origin, _ -> {});
        return blobs.isEmpty() ? Secret.of("") : blobs.getFirst();
    }
}
