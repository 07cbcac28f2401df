package org.cloudinit.media;

/** Bytes in memory. */
final class MemorySource extends BlockSource {

    private final byte[] content;

    MemorySource(String name, byte[] content) {
        super(name, content.length);
        this.content = content;
    }

    @Override
    void transfer(long offset, byte[] into, int at, int length) {
        System.arraycopy(content, (int) offset, into, at, length);
    }

    @Override
    public long reads() {
        return 0;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {
        // Memory needs no closing.
    }
}
