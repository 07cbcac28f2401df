package org.cloudinit.core.userdata;

import org.jspecify.annotations.Nullable;

/** Fetches what {@code #include} names. */
interface Includes {
    /**
     * The data behind an address; null where it cannot be had, which was reported.
     *
     * @param url the address as written
     * @param once whether a copy is kept, so that it is fetched once in the instance's life
     */
    @Nullable Slice fetch(String url, boolean once);
}
