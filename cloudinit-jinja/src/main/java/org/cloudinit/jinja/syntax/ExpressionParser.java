package org.cloudinit.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.jinja.syntax.Expression.Compared;
import org.cloudinit.jinja.syntax.Token.Kind;
import org.cloudinit.jinja.value.Fault;
import org.jspecify.annotations.Nullable;

/** Reads expressions, the weakest operator first; operands are {@link OperandParser}'s. */
final class ExpressionParser {
    private final TokenStream stream;
    private final OperandParser operands;

    ExpressionParser(TokenStream stream, KnownNames names) {
        this.stream = stream;
        this.operands = new OperandParser(stream, this, names);
    }

    OperandParser operands() {
        return operands;
    }

    /** An expression; {@code … if … else …} among them. */
    Expression expression() {
        Token start = stream.current();
        Expression value = withoutCondition();
        while (stream.skipName("if")) {
            boolean soft = operands.soften(true);
            Expression test = withoutCondition();
            Expression otherwise = stream.skipName("else") ? expression() : null;
            operands.soften(soft);
            value = new Expression.Conditional(test, value, otherwise, start.line());
        }
        return value;
    }

    /** An expression without a condition: there an {@code if} means something else. */
    Expression withoutCondition() {
        Expression left = conjunction();
        while (stream.current().isName("or")) {
            int line = stream.take().line();
            left = new Expression.Logical(false, left, conjunction(), line);
        }
        return left;
    }

    private Expression conjunction() {
        Expression left = negation();
        while (stream.current().isName("and")) {
            int line = stream.take().line();
            left = new Expression.Logical(true, left, negation(), line);
        }
        return left;
    }

    private Expression negation() {
        if (stream.current().isName("not")) {
            int line = stream.take().line();
            return new Expression.Not(negation(), line);
        }
        return comparison();
    }

    private Expression comparison() {
        int line = stream.current().line();
        Expression first = sum();
        var rest = new ArrayList<Compared>();
        for (String operator = comparing(); operator != null; operator = comparing()) {
            rest.add(new Compared(operator, sum()));
        }
        return rest.isEmpty() ? first : new Expression.Comparison(first, List.copyOf(rest), line);
    }

    /** Takes an operator that compares; null where there is none. */
    private @Nullable String comparing() {
        Token token = stream.current();
        if (token.kind() == Kind.OPERATOR) {
            return switch (token.text()) {
                case "==", "!=", "<", "<=", ">", ">=" -> stream.take().text();
                default -> null;
            };
        }
        if (stream.skipName("in")) {
            return "in";
        }
        if (token.isName("not") && stream.look().isName("in")) {
            stream.take();
            stream.take();
            return "notin";
        }
        return null;
    }

    private Expression sum() {
        Expression left = concatenation();
        while (stream.current().isOperator("+") || stream.current().isOperator("-")) {
            Token operator = stream.take();
            Expression right = concatenation();
            left = new Expression.Binary(operator.text(), left, right, operator.line());
        }
        return left;
    }

    private Expression concatenation() {
        int line = stream.current().line();
        Expression first = product();
        if (!stream.current().isOperator("~")) {
            return first;
        }
        var parts = new ArrayList<Expression>(List.of(first));
        while (stream.skipOperator("~")) {
            parts.add(product());
        }
        return new Expression.Concatenation(List.copyOf(parts), line);
    }

    private Expression product() {
        Expression left = power();
        while (stream.current().kind() == Kind.OPERATOR && isProduct(stream.current().text())) {
            Token operator = stream.take();
            left = new Expression.Binary(operator.text(), left, power(), operator.line());
        }
        return left;
    }

    private static boolean isProduct(String operator) {
        return switch (operator) {
            case "*", "/", "//", "%" -> true;
            default -> false;
        };
    }

    private Expression power() {
        Expression left = operands.signed(true);
        while (stream.current().isOperator("**")) {
            int line = stream.take().line();
            left = new Expression.Binary("**", left, operands.signed(true), line);
        }
        return left;
    }

    /**
     * One expression, or several with commas between them, which are a tuple.
     *
     * @param simple whether only names and literals count, as in targets of assignments
     * @param condition whether {@code … if …} counts
     * @param parenthesised whether nothing at all is a tuple too
     * @param end name at which it ends; empty where there is none
     */
    Expression tuple(boolean simple, boolean condition, boolean parenthesised, String end) {
        int line = stream.current().line();
        var items = new ArrayList<Expression>();
        boolean isTuple = false;
        while (!isEnd(end)) {
            items.add(
                    simple
                            ? operands.primary(true)
                            : condition ? expression() : withoutCondition());
            if (!stream.skipOperator(",")) {
                break;
            }
            isTuple = true;
        }
        if (!isTuple) {
            if (!items.isEmpty()) {
                return items.getFirst();
            }
            if (!parenthesised) {
                throw Fault.syntax(
                        "Expected an expression, got " + stream.current().shown(),
                        stream.current().line());
            }
        }
        return new Expression.TupleOf(List.copyOf(items), line);
    }

    private boolean isEnd(String end) {
        Token token = stream.current();
        return token.kind() == Kind.OUTPUT_END
                || token.kind() == Kind.BLOCK_END
                || token.isOperator(")")
                || (!end.isEmpty() && token.isName(end));
    }

    /** What an assignment may have on its left. */
    Expression target(String end) {
        Expression target = tuple(true, true, false, end);
        check(target);
        return target;
    }

    private static void check(Expression target) {
        switch (target) {
            case Expression.TupleOf tuple -> tuple.items().forEach(ExpressionParser::check);
            case Expression.NamespaceName _ -> {}
            case Expression.Name _ -> {}
            default -> throw Fault.syntax("can't assign to this", target.line());
        }
    }
}
