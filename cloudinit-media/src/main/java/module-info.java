import org.jspecify.annotations.NullMarked;

/** ISO9660 and FAT, read within bounds from a block device or an image file, without mounting. */
@NullMarked
module org.cloudinit.media {
    requires static org.jspecify;
}
