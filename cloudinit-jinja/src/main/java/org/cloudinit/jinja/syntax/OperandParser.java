package org.cloudinit.jinja.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.jinja.syntax.Expression.Arguments;
import org.cloudinit.jinja.syntax.Expression.Named;
import org.cloudinit.jinja.syntax.Token.Kind;
import org.cloudinit.jinja.value.Fault;
import org.jspecify.annotations.Nullable;

/** Reads literals and names, and what binds closely to them: items, calls, filters, tests. */
final class OperandParser {
    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final KnownNames names;
    private final Set<String> used = new HashSet<>();
    private boolean soft;

    OperandParser(TokenStream stream, ExpressionParser expressions, KnownNames names) {
        this.stream = stream;
        this.expressions = expressions;
        this.names = names;
    }

    /**
     * Whether what follows is under a condition: there an unknown filter is an error only once it
     * is reached. Answers how it was.
     */
    boolean soften(boolean to) {
        boolean before = soft;
        soft = to;
        return before;
    }

    /** The names that were read so far, more than once or not. */
    Set<String> used() {
        return used;
    }

    /** An operand with its signs. */
    Expression signed(boolean withFilters) {
        Token token = stream.current();
        Expression operand;
        if (token.isOperator("-") || token.isOperator("+")) {
            stream.take();
            operand = new Expression.Sign(token.isOperator("-"), signed(false), token.line());
        } else {
            operand = primary(false);
        }
        operand = postfix(operand);
        return withFilters ? filtersAndTests(operand) : operand;
    }

    /** A literal, a name, or an expression in brackets. */
    Expression primary(boolean inTarget) {
        Token token = stream.current();
        return switch (token.kind()) {
            case NAME -> name(inTarget);
            case STRING -> strings();
            case INTEGER -> new Expression.Constant(integer(stream.take().text()), token.line());
            case FLOAT ->
                    new Expression.Constant(Double.valueOf(stream.take().text()), token.line());
            case OPERATOR -> bracketed(token);
            default -> throw unexpected(token);
        };
    }

    private static Fault unexpected(Token token) {
        return Fault.syntax("unexpected " + token.shown(), token.line());
    }

    private Expression name(boolean inTarget) {
        Token token = stream.take();
        used.add(token.text());
        Expression literal =
                switch (token.text()) {
                    case "true", "True" -> new Expression.Constant(true, token.line());
                    case "false", "False" -> new Expression.Constant(false, token.line());
                    case "none", "None" -> new Expression.Nothing(token.line());
                    default -> null;
                };
        if (literal != null) {
            return literal;
        }
        if (inTarget && stream.skipOperator(".")) {
            String attribute = stream.expect(Kind.NAME).text();
            return new Expression.NamespaceName(token.text(), attribute, token.line());
        }
        return new Expression.Name(token.text(), token.line());
    }

    private Expression strings() {
        int line = stream.current().line();
        var text = new StringBuilder();
        while (stream.current().kind() == Kind.STRING) {
            text.append(stream.take().text());
        }
        return new Expression.Constant(text.toString(), line);
    }

    private static BigInteger integer(String digits) {
        char second = digits.length() > 1 ? Character.toLowerCase(digits.charAt(1)) : 0;
        int base = second == 'x' ? 16 : second == 'o' ? 8 : second == 'b' ? 2 : 10;
        return new BigInteger(base == 10 ? digits : digits.substring(2), base);
    }

    private Expression bracketed(Token token) {
        return switch (token.text()) {
            case "(" -> {
                stream.take();
                Expression inner = expressions.tuple(false, true, true, "");
                stream.expectOperator(")");
                yield inner;
            }
            case "[" -> list(stream.take().line());
            case "{" -> dict(stream.take().line());
            default -> throw unexpected(token);
        };
    }

    private Expression list(int line) {
        var items = new ArrayList<Expression>();
        while (!stream.current().isOperator("]")) {
            items.add(expressions.expression());
            if (!stream.skipOperator(",")) {
                break;
            }
        }
        stream.expectOperator("]");
        return new Expression.ListOf(List.copyOf(items), line);
    }

    private Expression dict(int line) {
        var entries = new ArrayList<Expression.Entry>();
        while (!stream.current().isOperator("}")) {
            Expression key = expressions.expression();
            stream.expectOperator(":");
            entries.add(new Expression.Entry(key, expressions.expression()));
            if (!stream.skipOperator(",")) {
                break;
            }
        }
        stream.expectOperator("}");
        return new Expression.DictOf(List.copyOf(entries), line);
    }

    private Expression postfix(Expression operand) {
        Expression result = operand;
        while (true) {
            Token token = stream.current();
            if (token.isOperator(".")) {
                stream.take();
                result = attribute(result, token.line());
            } else if (token.isOperator("[")) {
                stream.take();
                result = new Expression.Item(result, index(token.line()), token.line());
            } else if (token.isOperator("(")) {
                result = new Expression.Call(result, arguments(), token.line());
            } else {
                return result;
            }
        }
    }

    private Expression attribute(Expression target, int line) {
        Token name = stream.take();
        return switch (name.kind()) {
            case NAME -> new Expression.Attribute(target, name.text(), line);
            case INTEGER ->
                    new Expression.Item(
                            target, new Expression.Constant(integer(name.text()), line), line);
            default -> throw Fault.syntax("expected name or number", name.line());
        };
    }

    private Expression index(int line) {
        var indices = new ArrayList<Expression>();
        while (!stream.current().isOperator("]")) {
            indices.add(oneIndex());
            if (!stream.skipOperator(",")) {
                break;
            }
        }
        stream.expectOperator("]");
        return indices.size() == 1
                ? indices.getFirst()
                : new Expression.TupleOf(List.copyOf(indices), line);
    }

    private Expression oneIndex() {
        int line = stream.current().line();
        Expression from = null;
        if (!stream.current().isOperator(":")) {
            from = expressions.expression();
            if (!stream.current().isOperator(":")) {
                return from;
            }
        }
        stream.expectOperator(":");
        Expression to = bound();
        Expression step = stream.skipOperator(":") ? bound() : null;
        return new Expression.Range(from, to, step, line);
    }

    private @Nullable Expression bound() {
        Token token = stream.current();
        boolean absent = token.isOperator(":") || token.isOperator("]") || token.isOperator(",");
        return absent ? null : expressions.expression();
    }

    private Expression filtersAndTests(Expression operand) {
        Expression result = operand;
        while (true) {
            Token token = stream.current();
            if (token.isOperator("|")) {
                stream.take();
                result = filter(result);
            } else if (token.isName("is")) {
                result = test(result, stream.take().line());
            } else if (token.isOperator("(")) {
                result = new Expression.Call(result, arguments(), token.line());
            } else {
                return result;
            }
        }
    }

    /** A filter behind its bar. */
    Expression.Filter filter(@Nullable Expression value) {
        int line = stream.current().line();
        String name = dotted();
        if (!soft && !names.filters().contains(name)) {
            throw Fault.syntax("No filter named '" + name + "'.", line);
        }
        Arguments arguments = stream.current().isOperator("(") ? arguments() : Arguments.NONE;
        return new Expression.Filter(value, name, arguments, line);
    }

    /** Further filters behind one. */
    Expression.Filter moreFilters(Expression.Filter first) {
        Expression.Filter last = first;
        while (stream.skipOperator("|")) {
            last = filter(last);
        }
        return last;
    }

    private Expression test(Expression value, int line) {
        boolean negated = stream.skipName("not");
        String name = dotted();
        if (!soft && !names.tests().contains(name)) {
            throw Fault.syntax("No test named '" + name + "'.", line);
        }
        Arguments arguments = Arguments.NONE;
        Token token = stream.current();
        if (token.isOperator("(")) {
            arguments = arguments();
        } else if (beginsOperand(token)) {
            if (token.isName("is")) {
                throw Fault.syntax("You cannot chain multiple tests with is", token.line());
            }
            Expression operand = postfix(primary(false));
            arguments = new Arguments(List.of(operand), List.of(), null, null);
        }
        Expression test = new Expression.Test(value, name, arguments, line);
        return negated ? new Expression.Not(test, line) : test;
    }

    private static boolean beginsOperand(Token token) {
        return switch (token.kind()) {
            case NAME -> !(token.isName("else") || token.isName("or") || token.isName("and"));
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            default -> false;
        };
    }

    private String dotted() {
        var name = new StringBuilder(stream.expect(Kind.NAME).text());
        while (stream.skipOperator(".")) {
            name.append('.').append(stream.expect(Kind.NAME).text());
        }
        return name.toString();
    }

    /** Arguments with the brackets around them. */
    private Arguments arguments() {
        int line = stream.expectOperator("(").line();
        var positional = new ArrayList<Expression>();
        var named = new ArrayList<Named>();
        Expression list = null;
        Expression dict = null;
        while (!stream.current().isOperator(")")) {
            if (stream.skipOperator("*")) {
                ensure(list == null && dict == null, line);
                list = expressions.expression();
            } else if (stream.skipOperator("**")) {
                ensure(dict == null, line);
                dict = expressions.expression();
            } else if (stream.current().kind() == Kind.NAME && stream.look().isOperator("=")) {
                ensure(dict == null, line);
                String name = stream.take().text();
                stream.take();
                named.add(new Named(name, expressions.expression()));
            } else {
                ensure(list == null && dict == null && named.isEmpty(), line);
                positional.add(expressions.expression());
            }
            if (!stream.skipOperator(",")) {
                break;
            }
        }
        stream.expectOperator(")");
        return new Arguments(List.copyOf(positional), List.copyOf(named), list, dict);
    }

    private static void ensure(boolean valid, int line) {
        if (!valid) {
            throw Fault.syntax("invalid syntax for function call expression", line);
        }
    }
}
