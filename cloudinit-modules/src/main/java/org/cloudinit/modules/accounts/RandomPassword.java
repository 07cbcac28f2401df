package org.cloudinit.modules.accounts;

import java.security.SecureRandom;

/** Passwords that nobody has thought of ({@code rand_user_password}). */
final class RandomPassword {
    private static final int LENGTH = 20;
    private static final String DIGITS = "0123456789";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final String ALL = DIGITS + LOWER + UPPER + MARKS;

    private RandomPassword() {}

    /** Twenty characters, one of each class at least, which some machines want. */
    static String make() {
        // Not the strong instance: that one waits for entropy.
        var random = new SecureRandom();
        var text = new StringBuilder(LENGTH);
        for (String kind : new String[] {DIGITS, LOWER, UPPER, MARKS}) {
            text.append(one(kind, random));
        }
        while (text.length() < LENGTH) {
            text.append(one(ALL, random));
        }
        for (int i = LENGTH - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            char c = text.charAt(i);
            text.setCharAt(i, text.charAt(other));
            text.setCharAt(other, c);
        }
        return text.toString();
    }

    private static char one(String kind, SecureRandom random) {
        return kind.charAt(random.nextInt(kind.length()));
    }
}
