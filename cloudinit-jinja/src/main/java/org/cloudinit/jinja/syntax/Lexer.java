package org.cloudinit.jinja.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.jinja.syntax.Token.Kind;
import org.cloudinit.jinja.value.Fault;

/**
 * Takes a template apart into tokens, with the original's settings: a line end behind a statement
 * or comment belongs to it ({@code trim_blocks}), blanks before it do not.
 */
final class Lexer {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;

    private Lexer(String source) {
        this.source = source;
    }

    /** The tokens of a template; the last line end of a template does not count. */
    static List<Token> tokens(String template) {
        String text = template.replace("\r\n", "\n").replace('\r', '\n');
        if (text.endsWith("\n")) {
            text = text.substring(0, text.length() - 1);
        }
        return new Lexer(text).read();
    }

    private List<Token> read() {
        while (position < source.length()) {
            int begin = nextTag();
            if (begin < 0) {
                data(source.substring(position));
                break;
            }
            int sign = begin + 2 < source.length() ? source.charAt(begin + 2) : 0;
            boolean signed = sign == '-' || sign == '+';
            String text = source.substring(position, begin);
            data(sign == '-' ? stripped(text) : text);
            char tag = source.charAt(begin + 1);
            int raw = tag == '%' ? Raw.behindBegin(source, begin) : -1;
            moveTo(raw >= 0 ? raw : begin + (signed ? 3 : 2));
            if (raw >= 0) {
                raw();
            } else if (tag == '#') {
                comment();
            } else {
                tag(tag == '%');
            }
        }
        tokens.add(new Token(Kind.END, "", line));
        return List.copyOf(tokens);
    }

    private int nextTag() {
        for (int at = source.indexOf('{', position); at >= 0; at = source.indexOf('{', at + 1)) {
            char next = at + 1 < source.length() ? source.charAt(at + 1) : 0;
            if (next == '{' || next == '%' || next == '#') {
                return at;
            }
        }
        return -1;
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            tokens.add(new Token(Kind.DATA, text, line));
        }
    }

    /** Counts the lines up to a position, and goes there. */
    private void moveTo(int target) {
        for (int i = position; i < target; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        position = target;
    }

    private void comment() {
        int end = source.indexOf("#}", position);
        if (end < 0) {
            throw Fault.syntax("Missing end of comment tag", line);
        }
        char sign = end > position ? source.charAt(end - 1) : 0;
        moveTo(Raw.behindEnd(source, end + 2, sign));
    }

    private void raw() {
        Raw end = Raw.end(source, position);
        if (end == null) {
            throw Fault.syntax("Missing end of raw directive", line);
        }
        String text = source.substring(position, end.from());
        data(end.strips() ? stripped(text) : text);
        moveTo(end.to());
    }

    private void tag(boolean block) {
        tokens.add(new Token(block ? Kind.BLOCK_BEGIN : Kind.OUTPUT_BEGIN, "", line));
        String end = block ? "%}" : "}}";
        var open = new ArrayDeque<Character>();
        while (true) {
            moveTo(skipBlank(source, position));
            if (position >= source.length()) {
                return;
            }
            char c = source.charAt(position);
            boolean signed = c == '-' || (c == '+' && block);
            if (open.isEmpty() && source.startsWith(end, signed ? position + 1 : position)) {
                tokens.add(new Token(block ? Kind.BLOCK_END : Kind.OUTPUT_END, "", line));
                int behind = position + (signed ? 3 : 2);
                // Only a statement takes the line end with it.
                char sign = signed ? c : block ? 0 : '+';
                moveTo(Raw.behindEnd(source, behind, sign));
                return;
            }
            token(open);
        }
    }

    private void token(ArrayDeque<Character> open) {
        char c = source.charAt(position);
        if (c >= '0' && c <= '9') {
            number();
        } else if (c == '"' || c == '\'') {
            string(c);
        } else if (c == '_' || Character.isLetter(source.codePointAt(position))) {
            name();
        } else {
            operator(open);
        }
    }

    private void number() {
        boolean afterDot = position > 0 && source.charAt(position - 1) == '.';
        int floatEnd = afterDot ? -1 : Numerals.floatEnd(source, position);
        int end = floatEnd < 0 ? Numerals.integerEnd(source, position) : floatEnd;
        String digits = source.substring(position, end).replace("_", "");
        tokens.add(new Token(floatEnd < 0 ? Kind.INTEGER : Kind.FLOAT, digits, line));
        position = end;
    }

    private void name() {
        int end = position;
        while (end < source.length()) {
            int c = source.codePointAt(end);
            if (c != '_' && !Character.isLetterOrDigit(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        tokens.add(new Token(Kind.NAME, source.substring(position, end), line));
        position = end;
    }

    private void string(char quote) {
        int end = position + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw Fault.syntax("unexpected char '" + quote + "'", line);
        }
        String text = Escapes.undo(source.substring(position + 1, end), line);
        tokens.add(new Token(Kind.STRING, text, line));
        moveTo(end + 1);
    }

    private void operator(ArrayDeque<Character> open) {
        String operator = Operators.at(source, position);
        if (operator == null) {
            throw Fault.syntax("unexpected char", line);
        }
        char c = operator.charAt(0);
        switch (operator) {
            case "{" -> open.push('}');
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "}", ")", "]" -> {
                if (open.isEmpty()) {
                    throw Fault.syntax("unexpected '" + c + "'", line);
                }
                char expected = open.pop();
                if (expected != c) {
                    throw Fault.syntax("unexpected '" + c + "', expected '" + expected + "'", line);
                }
            }
            default -> {}
        }
        tokens.add(new Token(Kind.OPERATOR, operator, line));
        position += operator.length();
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && PythonString.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    static int skipBlank(String text, int from) {
        int at = from;
        while (at < text.length() && PythonString.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
