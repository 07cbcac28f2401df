package org.cloudinit.dist.userdata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Documents as text. */
public final class TextFile {
    private TextFile() {}

    /**
     * The text of a document in UTF-8, without a byte order mark.
     *
     * @throws IOException if it is no UTF-8
     */
    public static String decode(byte[] bytes, String name) throws IOException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException(name + " is no text in UTF-8", e);
        }
    }
}
