package org.cloudinit.jinja.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has a value. */
public sealed interface Expression {
    /** Line of the template, counted from 1. */
    int line();

    /** A value as it is written; a {@code String}, {@code BigInteger}, {@code Double} or truth. */
    record Constant(Object value, int line) implements Expression {}

    /** {@code none}. */
    record Nothing(int line) implements Expression {}

    /** A variable. */
    record Name(String name, int line) implements Expression {}

    /** {@code namespace.attribute}, which only an assignment has. */
    record NamespaceName(String name, String attribute, int line) implements Expression {}

    record ListOf(List<Expression> items, int line) implements Expression {}

    record TupleOf(List<Expression> items, int line) implements Expression {}

    record DictOf(List<Entry> entries, int line) implements Expression {}

    /** An entry of a dict. */
    record Entry(Expression key, Expression value) {}

    /** {@code target.name}. */
    record Attribute(Expression target, String name, int line) implements Expression {}

    /** {@code target[index]}. */
    record Item(Expression target, Expression index, int line) implements Expression {}

    /** {@code from:to:step}, within brackets. */
    record Range(
            @Nullable Expression from, @Nullable Expression to, @Nullable Expression step, int line)
            implements Expression {}

    record Call(Expression callee, Arguments arguments, int line) implements Expression {}

    /** {@code value|name(…)}; the value is null where a block is filtered. */
    record Filter(@Nullable Expression value, String name, Arguments arguments, int line)
            implements Expression {}

    /** {@code value is name(…)}. */
    record Test(Expression value, String name, Arguments arguments, int line)
            implements Expression {}

    /** {@code -value} and {@code +value}. */
    record Sign(boolean negative, Expression value, int line) implements Expression {}

    /** {@code left + right} and the like. */
    record Binary(String operator, Expression left, Expression right, int line)
            implements Expression {}

    /** {@code and}, {@code or}: the right side counts only if the left one leaves it open. */
    record Logical(boolean and, Expression left, Expression right, int line)
            implements Expression {}

    record Not(Expression value, int line) implements Expression {}

    /** {@code first < second <= third}. */
    record Comparison(Expression first, List<Compared> rest, int line) implements Expression {}

    /** A further operand; the operator is a sign, {@code in} or {@code notin}. */
    record Compared(String operator, Expression value) {}

    /** {@code then if test else otherwise}. */
    record Conditional(Expression test, Expression then, @Nullable Expression otherwise, int line)
            implements Expression {}

    /** {@code a ~ b ~ c}. */
    record Concatenation(List<Expression> parts, int line) implements Expression {}

    /**
     * Arguments of a call.
     *
     * @param positional in order
     * @param named by their names
     * @param list what stands behind {@code *}
     * @param dict what stands behind {@code **}
     */
    record Arguments(
            List<Expression> positional,
            List<Named> named,
            @Nullable Expression list,
            @Nullable Expression dict) {
        /** None. */
        public static final Arguments NONE = new Arguments(List.of(), List.of(), null, null);
    }

    /** {@code name=value}. */
    record Named(String name, Expression value) {}
}
