package org.cloudinit.jinja.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.jinja.syntax.Expression;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Arithmetic;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Function;
import org.cloudinit.jinja.value.LoopState;
import org.cloudinit.jinja.value.Members;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.Texts;
import org.cloudinit.jinja.value.Tuple;
import org.cloudinit.jinja.value.Types;
import org.cloudinit.jinja.value.Undefined;
import org.jspecify.annotations.Nullable;

/** Values of expressions. Knows the line that it is at, for messages. */
final class Evaluator {
    private final Budget budget;
    private final Texts texts;
    private final Members members;
    private final Arithmetic arithmetic;
    private final Filters filters;
    private int line = 1;

    Evaluator(Budget budget, Texts texts) {
        this.budget = budget;
        this.texts = texts;
        this.members = new Members(budget, texts);
        this.arithmetic = new Arithmetic(budget, texts);
        this.filters = new Filters(budget, texts, members, arithmetic);
    }

    int line() {
        return line;
    }

    /** Goes to a line: what goes wrong from here on went wrong there. */
    void at(int there) {
        line = there;
        budget.step();
    }

    Object value(Expression expression, Scope scope) {
        at(expression.line());
        return switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.Nothing _ -> None.NONE;
            case Expression.Name name -> variable(name.name(), scope);
            case Expression.NamespaceName name ->
                    members.attribute(variable(name.name(), scope), name.attribute());
            case Expression.ListOf list -> Types.list(values(list.items(), scope));
            case Expression.TupleOf tuple -> new Tuple(values(tuple.items(), scope));
            case Expression.DictOf dict -> dict(dict, scope);
            case Expression.Attribute attribute ->
                    members.attribute(value(attribute.target(), scope), attribute.name());
            case Expression.Item item -> item(item, scope);
            case Expression.Range _ -> throw Fault.operation("a range stands alone");
            case Expression.Call call -> call(call, scope, Map.of());
            case Expression.Filter filter -> filtered(filter, scope);
            case Expression.Test test ->
                    filters.tests()
                            .holds(
                                    test.name(),
                                    value(test.value(), scope),
                                    args(test.arguments(), scope, Map.of()));
            case Expression.Sign sign ->
                    Arithmetic.signed(sign.negative(), value(sign.value(), scope));
            case Expression.Binary binary -> binary(binary, scope);
            case Expression.Logical logical -> {
                Object left = value(logical.left(), scope);
                yield Types.truthy(left) == logical.and() ? value(logical.right(), scope) : left;
            }
            case Expression.Not not -> !Types.truthy(value(not.value(), scope));
            case Expression.Comparison comparison -> compared(comparison, scope);
            case Expression.Conditional conditional -> conditional(conditional, scope);
            case Expression.Concatenation concatenation -> joined(concatenation, scope);
        };
    }

    private static Object variable(String name, Scope scope) {
        Object value = scope.get(name);
        return value == null ? Undefined.variable(name) : value;
    }

    private List<Object> values(List<Expression> expressions, Scope scope) {
        var values = new ArrayList<Object>(expressions.size());
        for (Expression expression : expressions) {
            values.add(value(expression, scope));
        }
        return values;
    }

    private Object dict(Expression.DictOf dict, Scope scope) {
        var entries = new LinkedHashMap<Object, Object>();
        for (Expression.Entry entry : dict.entries()) {
            Object key = Types.key(value(entry.key(), scope));
            entries.put(key, value(entry.value(), scope));
        }
        return entries;
    }

    private Object item(Expression.Item item, Scope scope) {
        Object target = value(item.target(), scope);
        if (item.index() instanceof Expression.Range range) {
            return members.range(
                    target,
                    bound(range.from(), scope),
                    bound(range.to(), scope),
                    bound(range.step(), scope));
        }
        return members.item(target, value(item.index(), scope));
    }

    private @Nullable Object bound(@Nullable Expression bound, Scope scope) {
        return bound == null ? null : value(bound, scope);
    }

    private Object binary(Expression.Binary binary, Scope scope) {
        Object left = value(binary.left(), scope);
        Object right = value(binary.right(), scope);
        line = binary.line();
        return arithmetic.apply(binary.operator(), left, right);
    }

    private Object compared(Expression.Comparison comparison, Scope scope) {
        Object left = value(comparison.first(), scope);
        for (Expression.Compared operand : comparison.rest()) {
            Object right = value(operand.value(), scope);
            if (!Arithmetic.compared(operand.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Object conditional(Expression.Conditional conditional, Scope scope) {
        if (Types.truthy(value(conditional.test(), scope))) {
            return value(conditional.then(), scope);
        }
        Expression otherwise = conditional.otherwise();
        return otherwise == null
                ? new Undefined("", "the condition is false, and there is no else", false)
                : value(otherwise, scope);
    }

    private Object joined(Expression.Concatenation concatenation, Scope scope) {
        var text = new StringBuilder();
        for (Expression part : concatenation.parts()) {
            text.append(texts.str(value(part, scope)));
        }
        return budget.made(text.toString());
    }

    private Object filtered(Expression.Filter filter, Scope scope) {
        Expression inner = filter.value();
        if (inner == null) {
            throw Fault.operation("a filter without a value");
        }
        return filters.apply(
                filter.name(), value(inner, scope), args(filter.arguments(), scope, Map.of()));
    }

    /** A chain of filters whose innermost value is a given one. */
    Object filtered(Expression.Filter filter, Object value, Scope scope) {
        at(filter.line());
        Object inner =
                filter.value() instanceof Expression.Filter before
                        ? filtered(before, value, scope)
                        : value;
        return filters.apply(filter.name(), inner, args(filter.arguments(), scope, Map.of()));
    }

    /** A call, with further arguments by name. */
    Object call(Expression.Call call, Scope scope, Map<String, Object> more) {
        Object callee = value(call.callee(), scope);
        Args args = args(call.arguments(), scope, more);
        line = call.line();
        return switch (callee) {
            case Function function -> function.call(args);
            case LoopState loop -> loop.call(args);
            case Undefined undefined -> throw undefined.fault();
            default -> throw Fault.operation("'" + Types.name(callee) + "' object is not callable");
        };
    }

    private Args args(Expression.Arguments arguments, Scope scope, Map<String, Object> more) {
        List<Object> positional = values(arguments.positional(), scope);
        var named = new LinkedHashMap<String, Object>();
        for (Expression.Named argument : arguments.named()) {
            named.put(argument.name(), value(argument.value(), scope));
        }
        if (arguments.list() != null) {
            positional.addAll(Types.items(value(arguments.list(), scope)));
        }
        if (arguments.dict() != null
                && value(arguments.dict(), scope) instanceof LinkedHashMap<?, ?> dict) {
            dict.forEach((name, value) -> named.put(texts.str(name), value));
        }
        named.putAll(more);
        return new Args(positional, named);
    }
}
