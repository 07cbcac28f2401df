package org.cloudinit.jinja.syntax;

import java.util.List;
import org.cloudinit.jinja.syntax.Token.Kind;
import org.cloudinit.jinja.value.Fault;

/** A place in a list of tokens, which ends with {@link Kind#END}. */
final class TokenStream {
    private final List<Token> tokens;
    private int next;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(next);
    }

    /** The token behind the current one. */
    Token look() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** Answers the current token and goes on; the end stays. */
    Token take() {
        Token token = current();
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    /** Takes the token if it is such a one. */
    boolean skipOperator(String operator) {
        return skip(current().isOperator(operator));
    }

    boolean skipName(String name) {
        return skip(current().isName(name));
    }

    private boolean skip(boolean matches) {
        if (matches) {
            take();
        }
        return matches;
    }

    Token expect(Kind kind) {
        if (current().kind() != kind) {
            throw expected("'" + kind.description() + "'");
        }
        return take();
    }

    Token expectOperator(String operator) {
        if (!current().isOperator(operator)) {
            throw expected("'" + operator + "'");
        }
        return take();
    }

    Token expectName(String name) {
        if (!current().isName(name)) {
            throw expected("'" + name + "'");
        }
        return take();
    }

    Fault expected(String what) {
        Token token = current();
        return Fault.syntax("expected " + what + ", got " + token.shown(), token.line());
    }
}
