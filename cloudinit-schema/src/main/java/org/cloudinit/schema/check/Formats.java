package org.cloudinit.schema.check;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Scalar;

/**
 * The keyword {@code format}. Of the formats in the schema the original checks dates alone, unless
 * packages are installed that no distribution installs with it.
 */
final class Formats {
    private Formats() {}

    static boolean accepts(String format, ConfigTree value) {
        return !format.equals("date")
                || !(value instanceof Scalar.Text text)
                || isDate(text.value());
    }

    private static boolean isDate(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (i != 4 && i != 7 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return false;
            }
        }
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
