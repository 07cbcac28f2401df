package org.cloudinit.jinja.syntax;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text its text: of a string its characters, of a number its digits
 * @param line where it begins, counted from 1
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        DATA("template data"),
        OUTPUT_BEGIN("begin of print statement"),
        OUTPUT_END("end of print statement"),
        BLOCK_BEGIN("begin of statement block"),
        BLOCK_END("end of statement block"),
        NAME("name"),
        STRING("string"),
        INTEGER("integer"),
        FLOAT("float"),
        OPERATOR("operator"),
        END("end of template");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }

    boolean isOperator(String wanted) {
        return is(Kind.OPERATOR, wanted);
    }

    boolean isName(String wanted) {
        return is(Kind.NAME, wanted);
    }

    /** For messages: names and operators as written, of strings and data the kind alone. */
    String shown() {
        return kind == Kind.NAME || kind == Kind.OPERATOR
                ? "'" + text + "'"
                : "'" + kind.description() + "'";
    }
}
