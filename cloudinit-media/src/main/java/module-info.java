import org.jspecify.annotations.NullMarked;

/**
 * Reads a config drive without mounting it: ISO 9660 (Rock Ridge, Joliet) and FAT12/16/32, from a
 * block device or an image file, whole or partitioned.
 *
 * <p>No kernel file-system driver sees the untrusted bytes, no right beyond reading the device is
 * needed, and no program is started. The module depends on {@code java.base} alone. {@link
 * org.cloudinit.media} is the map.
 */
@NullMarked
module org.cloudinit.media {
    requires static org.jspecify;

    exports org.cloudinit.media;
}
