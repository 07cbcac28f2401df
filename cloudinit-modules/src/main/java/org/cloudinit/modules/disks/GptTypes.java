package org.cloudinit.modules.disks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types of partitions: the two digits of an MBR, the four of {@code sgdisk}, and the identifiers
 * that stand in a GPT. Texts of other lengths are none.
 */
final class GptTypes {
    private final Map<String, String> identifiers;

    private GptTypes(Map<String, String> identifiers) {
        this.identifiers = identifiers;
    }

    /** The table, a line each of four digits and the identifier. */
    static GptTypes load() throws IOException {
        var identifiers = new HashMap<String, String>();
        try (InputStream in = GptTypes.class.getResourceAsStream("gpt-types.txt")) {
            if (in == null) {
                throw new IOException("the table of partition types is not there");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            for (String line : text.lines().toList()) {
                identifiers.put(line.substring(0, 4), line.substring(5));
            }
        }
        return new GptTypes(identifiers);
    }

    /** The identifier of four digits, or null. */
    @Nullable String identifier(String digits) {
        return identifiers.get(digits.toUpperCase(Locale.ROOT));
    }

    /**
     * Whether both mean one type.
     *
     * @throws IOException if one is no type that is known
     */
    boolean areLike(String found, String wanted) throws IOException {
        String one = four(found);
        String other = four(wanted);
        return one.length() == other.length() ? one.equals(other) : whole(one).equals(whole(other));
    }

    private static String four(String type) throws IOException {
        String upper = type.toUpperCase(Locale.ROOT);
        return switch (upper.length()) {
            case 1 -> "0" + upper + "00";
            case 2 -> upper + "00";
            case 4, 36 -> upper;
            default -> throw new IOException("the type of a partition is not known");
        };
    }

    private String whole(String type) throws IOException {
        String identifier = type.length() == 36 ? type : identifiers.get(type);
        if (identifier == null) {
            throw new IOException("the type of a partition has no identifier for a GPT");
        }
        return identifier;
    }
}
