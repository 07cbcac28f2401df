package org.cloudinit.datasource.nocloud;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What the places so far say together ({@code _merge_new_seed}).
 *
 * @param places names of the places, in order
 * @param metadata meta-data; of an earlier place counts more
 * @param userData user-data of the last place that has any
 * @param vendorData vendor-data of the last place that has any
 * @param network network configuration of the last place that has any
 */
record Gathered(
        List<String> places,
        Mapping metadata,
        @Nullable Secret userData,
        @Nullable ConfigTree vendorData,
        @Nullable ConfigTree network) {
    static final Gathered NOTHING = new Gathered(List.of(), Mapping.EMPTY, null, null, null);

    Gathered {
        places = List.copyOf(places);
    }

    /** With what a place says. */
    Gathered with(String place, Seed seed) {
        return new Gathered(
                and(place),
                MissingKeys.add(metadata, seed.metadata()),
                seed.userData() == null ? userData : seed.userData(),
                seed.vendorData() == null ? vendorData : seed.vendorData(),
                seed.network() == null ? network : seed.network());
    }

    /** With the place that {@code seedfrom} names, which replaces all but meta-data. */
    Gathered from(String place, Seed seed) {
        return new Gathered(
                and(place),
                MissingKeys.add(metadata, seed.metadata()),
                seed.userData(),
                seed.vendorData(),
                seed.network());
    }

    /** With {@code seedfrom} as the configuration states it, whatever others say. */
    Gathered withSeedFrom(ConfigTree seedFrom) {
        return new Gathered(
                and("ds_config_seedfrom"),
                metadata.with("seedfrom", seedFrom),
                userData,
                vendorData,
                network);
    }

    private List<String> and(String place) {
        var all = new ArrayList<>(places);
        all.add(place);
        return all;
    }

    /** The places only: the rest may be secret. */
    @Override
    public String toString() {
        return "seed of " + places;
    }
}
