package org.cloudinit.jinja.value;

/**
 * A template that cannot be read or rendered. Its message names types and variables, never a value.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int line;

    private Fault(Kind kind, String message, int line) {
        super(message, null, false, false);
        this.kind = kind;
        this.line = line;
    }

    /** What is wrong with it. */
    public enum Kind {
        /** It is no template ({@code TemplateSyntaxError}). */
        SYNTAX,
        /** A missing variable is used for more than showing it ({@code UndefinedError}). */
        UNDEFINED,
        /** An operation does not fit its operands ({@code TypeError}, {@code ValueError}). */
        OPERATION,
        /** It does what a template may not ({@code SecurityError}). */
        FORBIDDEN,
        /** It takes more time or memory than a template may. */
        BOUND
    }

    /** Text that is no template, at a line of it. */
    public static Fault syntax(String message, int line) {
        return new Fault(Kind.SYNTAX, message, line);
    }

    public static Fault undefined(String message) {
        return new Fault(Kind.UNDEFINED, message, 0);
    }

    public static Fault operation(String message) {
        return new Fault(Kind.OPERATION, message, 0);
    }

    public static Fault forbidden(String message) {
        return new Fault(Kind.FORBIDDEN, message, 0);
    }

    public static Fault bound(String message) {
        return new Fault(Kind.BOUND, message, 0);
    }

    public Kind kind() {
        return kind;
    }

    /** Line of the template, counted from 1; 0 where only the renderer knows it. */
    public int line() {
        return line;
    }

    /** What is wrong, without values. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
