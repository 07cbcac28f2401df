package org.cloudinit.jinja.render;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Arithmetic;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Function;
import org.cloudinit.jinja.value.Letters;
import org.cloudinit.jinja.value.LoopState;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.NumberRange;
import org.cloudinit.jinja.value.Numbers;
import org.cloudinit.jinja.value.Texts;
import org.cloudinit.jinja.value.Tuple;
import org.cloudinit.jinja.value.Types;
import org.cloudinit.jinja.value.Undefined;

/** What may stand behind {@code is}. */
final class Tests {
    static final Set<String> NAMES =
            Set.of(
                    "odd",
                    "even",
                    "divisibleby",
                    "defined",
                    "undefined",
                    "filter",
                    "test",
                    "none",
                    "boolean",
                    "false",
                    "true",
                    "integer",
                    "float",
                    "lower",
                    "upper",
                    "string",
                    "mapping",
                    "number",
                    "sequence",
                    "iterable",
                    "callable",
                    "sameas",
                    "escaped",
                    "in",
                    "==",
                    "eq",
                    "equalto",
                    "!=",
                    "ne",
                    ">",
                    "gt",
                    "greaterthan",
                    "ge",
                    ">=",
                    "<",
                    "lt",
                    "lessthan",
                    "<=",
                    "le");

    private final Texts texts;

    Tests(Texts texts) {
        this.texts = texts;
    }

    boolean holds(String name, Object value, Args args) {
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == None.NONE;
            case "boolean" -> value instanceof Boolean;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "integer" -> value instanceof BigInteger;
            case "float" -> value instanceof Double;
            case "number" -> Numbers.isNumber(value);
            case "string" -> value instanceof String;
            case "mapping" -> value instanceof LinkedHashMap<?, ?>;
            case "iterable" -> Types.isIterable(value) || value instanceof LoopState;
            case "sequence" -> isSequence(value);
            case "callable" -> value instanceof Function;
            case "escaped" -> false;
            case "lower" -> Letters.isLower(texts.str(value));
            case "upper" -> Letters.isUpper(texts.str(value));
            case "filter" -> Filters.NAMES.contains(texts.str(value));
            case "test" -> NAMES.contains(texts.str(value));
            case "odd" -> parity(value) == 1;
            case "even" -> parity(value) == 0;
            default -> against(name, value, args);
        };
    }

    private boolean against(String name, Object value, Args args) {
        if (!NAMES.contains(name)) {
            throw Fault.operation("No test named '" + name + "'.");
        }
        Object other = args.bind("other").need("other");
        return switch (name) {
            case "divisibleby" -> divides(value, other);
            case "sameas" -> isSame(value, other);
            case "==", "eq", "equalto" -> Types.equal(value, other);
            case "!=", "ne" -> !Types.equal(value, other);
            case ">", "gt", "greaterthan" -> Arithmetic.compared(">", value, other);
            case ">=", "ge" -> Arithmetic.compared(">=", value, other);
            case "<", "lt", "lessthan" -> Arithmetic.compared("<", value, other);
            case "<=", "le" -> Arithmetic.compared("<=", value, other);
            default -> Types.contains(other, value);
        };
    }

    /** Of small values Python has one object only. */
    @SuppressWarnings("ReferenceEquality") // That is what the test asks for.
    private static boolean isSame(Object value, Object other) {
        boolean small =
                value instanceof Boolean || value instanceof BigInteger || value instanceof String;
        return small ? value.equals(other) : value == other;
    }

    private static boolean isSequence(Object value) {
        return value instanceof String
                || value instanceof ArrayList<?>
                || value instanceof Tuple
                || value instanceof LinkedHashMap<?, ?>
                || value instanceof NumberRange
                || (value instanceof Undefined undefined && undefined.shown());
    }

    private static int parity(Object value) {
        if (value instanceof Double real) {
            double rest = ((real % 2) + 2) % 2;
            return rest == 1 ? 1 : rest == 0 ? 0 : -1;
        }
        return Numbers.integer(value).testBit(0) ? 1 : 0;
    }

    private static boolean divides(Object value, Object divisor) {
        BigInteger number = Numbers.integer(divisor);
        if (number.signum() == 0) {
            throw Fault.operation("division by zero");
        }
        return Numbers.integer(value).remainder(number).signum() == 0;
    }
}
