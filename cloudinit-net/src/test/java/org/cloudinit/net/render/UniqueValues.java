package org.cloudinit.net.render;

import java.util.Random;

/** Values for documents put together by chance: none comes twice. */
class UniqueValues {
    private final Random random;
    private int count;

    UniqueValues(Random random) {
        this.random = random;
    }

    final boolean sometimes() {
        return random.nextInt(3) == 0;
    }

    final int number() {
        return 10_000 + count++;
    }

    final String word() {
        return "w" + number() + "x";
    }

    final String ipv4() {
        int number = number();
        return "10." + number / 256 % 256 + "." + number % 256 + ".7";
    }

    final String ipv6() {
        return "2001:db8:" + Integer.toHexString(number()) + "::a";
    }

    final String mac() {
        int number = number();
        return "fa:16:3e:%02x:%02x:01".formatted(number / 256 % 256, number % 256);
    }

    final String address() {
        return random.nextBoolean() ? ipv4() + "/24" : ipv6() + "/64";
    }

    /** {@code key: value} with a comma before it, or nothing. */
    final String maybe(String key, Object value) {
        return sometimes() ? ", " + key + ": " + text(value) : "";
    }

    static String text(Object value) {
        String text = value.toString();
        return text.startsWith("[") || text.startsWith("{") ? text : '"' + text + '"';
    }

    final String list(String one, String other) {
        return "[\"" + one + "\", \"" + other + "\"]";
    }
}
