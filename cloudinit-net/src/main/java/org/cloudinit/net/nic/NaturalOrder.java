package org.cloudinit.net.nic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The order in which people count links: {@code ens3} before {@code ens10}. */
final class NaturalOrder {
    private NaturalOrder() {}

    /**
     * The parts of a name, text and digits in turn and text first, as {@code net.natural_sort_key}
     * has them: {@code ens5} is {@code ens}, {@code 5} and the empty text. Text is in lower case.
     */
    static List<String> parts(String name) {
        var parts = new ArrayList<String>(4);
        int start = 0;
        boolean digits = false;
        for (int i = 0; i <= name.length(); i++) {
            boolean digit = i < name.length() && name.charAt(i) >= '0' && name.charAt(i) <= '9';
            if (i == name.length() || digit != digits) {
                String part = name.substring(start, i);
                parts.add(digits ? part : part.toLowerCase(Locale.ROOT));
                start = i;
                digits = digit;
            }
        }
        if (parts.size() % 2 == 0) {
            parts.add("");
        }
        return parts;
    }

    /** Compares two names part by part, digits by value. */
    static int compare(String left, String right) {
        List<String> a = parts(left);
        List<String> b = parts(right);
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order =
                    i % 2 == 0 ? a.get(i).compareTo(b.get(i)) : compareNumbers(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareNumbers(String left, String right) {
        String a = withoutZeros(left);
        String b = withoutZeros(right);
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
