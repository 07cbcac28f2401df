package org.cloudinit.jinja.value;

import java.util.Arrays;

/** Bytes that are no text. */
public record Bytes(byte[] content) {
    public Bytes {
        content = content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }
}
