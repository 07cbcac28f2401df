package org.cloudinit.modules.accounts;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.modules.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * A rule of {@code doas.conf}: {@code permit|deny [options] user [as user] [cmd name [args …]]}. It
 * is read from the left, without trying back and forth, so that no rule takes long.
 */
final class DoasRule {
    private static final List<String> OPTIONS = List.of("nolog", "nopass", "persist", "keepenv");
    private static final String SETENV = "setenv {";

    private final String text;

    private DoasRule(String text) {
        this.text = text;
    }

    /**
     * The user whom a rule is about; null if it is none ({@code is_doas_rule_valid}). A word that
     * could be an option counts as one as long as a user follows.
     */
    static @Nullable String user(String rule) {
        return new DoasRule(rule).user();
    }

    private @Nullable String user() {
        int at = text.startsWith("permit") ? 6 : text.startsWith("deny") ? 4 : -1;
        if (at < 0) {
            return null;
        }
        var places = new ArrayList<Integer>();
        while (at >= 0) {
            places.add(at);
            at = afterOptions(afterSpace(at));
        }
        for (int place : places.reversed()) {
            int start = afterSpace(place);
            int end = start < 0 ? -1 : afterName(start);
            if (end > start && isEnding(end)) {
                return text.substring(start, end);
            }
        }
        return null;
    }

    /** Behind at least one space; -1 if there is none. */
    private int afterSpace(int from) {
        int at = from;
        while (at < text.length() && PythonString.isSpace(text.charAt(at))) {
            at++;
        }
        return at > from ? at : -1;
    }

    /** Behind options that follow one another without space; -1 if there is none. */
    private int afterOptions(int from) {
        int at = from;
        while (at >= 0) {
            int next = afterOption(at);
            if (next < 0) {
                return at > from ? at : -1;
            }
            at = next;
        }
        return -1;
    }

    private int afterOption(int from) {
        for (String option : OPTIONS) {
            if (text.startsWith(option, from)) {
                return from + option.length();
            }
        }
        int open = from + SETENV.length();
        int close = text.startsWith(SETENV, from) ? text.indexOf('}', open) : -1;
        return close > open ? close + 1 : -1;
    }

    private int afterName(int from) {
        int at = from;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_';
    }

    /** Whether what follows a user is the end of a rule. */
    private boolean isEnding(int from) {
        int next = afterSpace(from);
        if (next >= 0
                && next < text.length()
                && !text.startsWith("as", next)
                && !text.startsWith("cmd", next)) {
            return false;
        }
        List<String> words = PythonText.words(text.substring(from), Integer.MAX_VALUE);
        if (!words.isEmpty() && next < 0) {
            return false;
        }
        int at = 0;
        while (at + 1 < words.size() && words.get(at).equals("as")) {
            String name = words.get(at + 1);
            if (!name.chars().allMatch(c -> isOfName((char) c))) {
                return false;
            }
            at += 2;
        }
        while (at + 1 < words.size() && words.get(at).equals("cmd")) {
            at += 2;
            if (at + 1 < words.size() && words.get(at).equals("args")) {
                return true;
            }
        }
        return at == words.size();
    }
}
