package org.cloudinit.net.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;

/**
 * Words as a shell splits them, without any expansion: white space separates, quotes and
 * backslashes keep together (Python's {@code shlex} in POSIX mode).
 */
final class ShellWords {
    private final String text;
    private final String source;
    private final boolean comments;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int wordLine;
    private int line = 1;
    private int at;

    private ShellWords(String text, String source, boolean comments) {
        this.text = text;
        this.source = source;
        this.comments = comments;
    }

    /** A word and the line in which it begins. */
    record Word(String text, int line) {}

    /**
     * Splits a text.
     *
     * @param source its name, for messages
     * @param comments whether {@code #} hides the rest of a line, in the middle of a word too
     * @throws MalformedException if a quote is not closed, or nothing follows a backslash
     */
    static List<Word> split(String text, String source, boolean comments) {
        var splitter = new ShellWords(text, source, comments);
        while (splitter.at < text.length()) {
            splitter.step(text.charAt(splitter.at++));
        }
        splitter.endWord();
        return splitter.words;
    }

    /**
     * Assignments {@code NAME=value}, the last of a name winning; those without a value are left
     * out ({@code util.load_shell_content}).
     *
     * @throws MalformedException if a word is no assignment, or as {@link #split}
     */
    static Map<String, String> assignments(String text, String source) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Word word : split(text, source, true)) {
            int equals = word.text.indexOf('=');
            if (equals < 0) {
                throw malformed(source, word.line, "a word that is no assignment");
            }
            if (equals < word.text.length() - 1) {
                values.put(word.text.substring(0, equals), word.text.substring(equals + 1));
            }
        }
        return values;
    }

    private void step(char c) {
        switch (c) {
            case ' ', '\t', '\r' -> endWord();
            case '\n' -> {
                endWord();
                line++;
            }
            case '\'' -> {
                beginWord();
                single();
            }
            case '"' -> {
                beginWord();
                doubled();
            }
            case '\\' -> {
                beginWord();
                word.append(next("nothing after a backslash"));
            }
            case '#' -> {
                if (comments) {
                    endWord();
                    skipLine();
                } else {
                    beginWord();
                    word.append(c);
                }
            }
            default -> {
                beginWord();
                word.append(c);
            }
        }
    }

    private void single() {
        for (char c = next("an open quote"); c != '\''; c = next("an open quote")) {
            word.append(c);
        }
    }

    private void doubled() {
        for (char c = next("an open quote"); c != '"'; c = next("an open quote")) {
            if (c == '\\') {
                c = next("an open quote");
                if (c != '"' && c != '\\') {
                    word.append('\\');
                }
            }
            word.append(c);
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private char next(String trouble) {
        if (at == text.length()) {
            throw malformed(source, wordLine, trouble);
        }
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    private void beginWord() {
        if (!inWord) {
            inWord = true;
            wordLine = line;
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(new Word(word.toString(), wordLine));
            word.setLength(0);
            inWord = false;
        }
    }

    private static MalformedException malformed(String source, int line, String what) {
        return new MalformedException(
                "network.bad-shell-text",
                "reading variables",
                new Origin(source, line, 0),
                "there is " + what,
                "Write NAME='value' on each line.");
    }
}
