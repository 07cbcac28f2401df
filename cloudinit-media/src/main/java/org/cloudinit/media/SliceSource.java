package org.cloudinit.media;

/** A part of another source. */
final class SliceSource extends BlockSource {

    private final BlockSource whole;
    private final long start;

    SliceSource(String name, BlockSource whole, long start, long length) {
        super(name, length);
        this.whole = whole;
        this.start = start;
    }

    @Override
    void transfer(long offset, byte[] into, int at, int length) {
        whole.transfer(start + offset, into, at, length);
    }

    @Override
    public long reads() {
        return whole.reads();
    }

    @Override
    public long bytesRead() {
        return whole.bytesRead();
    }

    @Override
    public void close() {
        // The whole belongs to whoever opened it, and other slices may be in use.
    }
}
