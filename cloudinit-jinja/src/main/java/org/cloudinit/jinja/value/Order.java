package org.cloudinit.jinja.value;

import java.util.ArrayList;
import java.util.List;

/** Which of two values is the smaller one. */
public final class Order {
    /** What a comparison with a float that is no number gives. */
    static final int UNORDERED = 2;

    private Order() {}

    /** Negative, zero or positive, as in sorting. */
    public static int compare(Object left, Object right) {
        return compare("<", left, right);
    }

    static int compare(String operator, Object left, Object right) {
        if (left instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.compare(left, right);
        }
        if (left instanceof String a && right instanceof String b) {
            return texts(a, b);
        }
        boolean lists = left instanceof ArrayList<?> && right instanceof ArrayList<?>;
        if (lists || (left instanceof Tuple && right instanceof Tuple)) {
            return lists(operator, Types.items(left), Types.items(right));
        }
        throw Fault.operation(
                "'"
                        + operator
                        + "' not supported between instances of '"
                        + Types.name(left)
                        + "' and '"
                        + Types.name(right)
                        + "'");
    }

    private static int lists(String operator, List<Object> a, List<Object> b) {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            if (!Types.equal(a.get(i), b.get(i))) {
                return compare(operator, a.get(i), b.get(i));
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** By code point, not by UTF-16 unit. */
    private static int texts(String a, String b) {
        for (int i = 0; i < a.length() && i < b.length(); i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean halfX = Character.isSurrogate(x);
                boolean halfY = Character.isSurrogate(y);
                return halfX == halfY ? Character.compare(x, y) : halfX ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
