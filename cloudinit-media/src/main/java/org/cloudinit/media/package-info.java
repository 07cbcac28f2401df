/**
 * A drive, from its bytes to the files on it.
 *
 * <pre>
 * BlockSource ── bytes of a device, a file, an array, or a slice (one partition) of another source
 *   ├─ PartitionTable ─ Partition          MBR with logical partitions, GPT with its backup
 *   ├─ Probe = Supported | Other | Unknown  which file system, its label and UUID; reads at most a few blocks
 *   └─ Volume (ISO 9660 or FAT)            list, find, read, tree
 *        └─ Node = Directory | File | Symlink
 * </pre>
 *
 * <p><b>Lazy.</b> Opening a volume reads its descriptors; finding a path reads the directories on
 * the way, as far as the name; reading a file reads that file. A {@code Node} holds where its bytes
 * lie, not the bytes.
 *
 * <p><b>Bounded.</b> Every offset and length is checked against the size of the source, every
 * count, depth and chain against {@link org.cloudinit.media.Limits}. Whatever a drive holds, a call
 * ends with a value or with a {@link org.cloudinit.media.MediaException}; damage in one directory
 * or file fails that one read and no other.
 *
 * <p><b>As Linux shows it.</b> Names, their case and the way they are looked up follow the kernel's
 * {@code isofs} and {@code vfat} with their default mount options and UTF-8; labels and UUIDs
 * follow {@code blkid}.
 *
 * <p>Where to look: {@code Iso*} and {@code RockRidge} (ECMA-119, SUSP 1.12, RRIP 1.12, Joliet),
 * {@code Fat*} (Microsoft's FAT specification), {@code Mbr} and {@code Gpt} (UEFI 2.10, chapter 5),
 * {@code Signatures} (superblocks of file systems that are recognised only), {@code PathWalk}
 * (links).
 */
@NullMarked
package org.cloudinit.media;

import org.jspecify.annotations.NullMarked;
