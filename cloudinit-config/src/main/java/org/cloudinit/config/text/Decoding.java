package org.cloudinit.config.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.Limits;

/** From the bytes of a document to its characters: within bounds, and strictly. */
public final class Decoding {
    private Decoding() {}

    /**
     * The document as text. A byte order mark chooses UTF-16 or is left out; all else is UTF-8.
     *
     * @param area first part of the error codes: {@code yaml} or {@code json}
     * @throws MalformedException {@code AREA.size} or {@code AREA.encoding}
     */
    public static String decode(byte[] bytes, String source, String area, Limits limits) {
        if (bytes.length > limits.bytes()) {
            throw new MalformedException(
                    area + ".size",
                    act(area),
                    Origin.of(source),
                    "the document has " + bytes.length + " bytes, more than " + limits.bytes(),
                    "Shorten the document.");
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return strict(bytes, StandardCharsets.UTF_16LE, 2, source, area);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return strict(bytes, StandardCharsets.UTF_16BE, 2, source, area);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        // Damaged bytes become U+FFFD; only then is it worth to look for them.
        if (text.indexOf('\uFFFD') >= 0) {
            text = strict(bytes, StandardCharsets.UTF_8, 0, source, area);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** What is being done, for messages. */
    static String act(String area) {
        return area.equals("json") ? "reading JSON" : "reading YAML";
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static String strict(
            byte[] bytes, Charset charset, int skip, String source, String area) {
        var buffer = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(buffer)
                    .toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < buffer.position(); i++) {
                if (bytes[i] == '\n') {
                    line++;
                }
            }
            throw new MalformedException(
                    area + ".encoding",
                    act(area),
                    new Origin(source, line, 0),
                    "byte " + buffer.position() + " begins no character of " + charset.name(),
                    "Save the document as UTF-8.");
        }
    }
}
