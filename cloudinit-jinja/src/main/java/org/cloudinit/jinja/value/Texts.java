package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.spi.TemplateEngine;

/** Values as Python shows them: {@code str} and {@code repr}. */
public final class Texts {
    private static final int MOST_DIGITS = 4300;

    private final Budget budget;
    private final Consumer<String> missing;

    /**
     * @param budget pays for the texts
     * @param missing takes the names of variables that are not there
     */
    public Texts(Budget budget, Consumer<String> missing) {
        this.budget = budget;
        this.missing = missing;
    }

    /** Python's {@code str}. */
    public String str(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Undefined undefined) {
            if (undefined.shown()) {
                missing.accept(undefined.name());
                return TemplateEngine.MISSING + undefined.name();
            }
            return "";
        }
        return repr(value);
    }

    /** Python's {@code repr}. */
    public String repr(Object value) {
        budget.step();
        return budget.made(
                switch (value) {
                    case None _ -> "None";
                    case Boolean truth -> truth ? "True" : "False";
                    case BigInteger number -> integer(number);
                    case Double number -> new Scalar.Real(number, Origin.BUILT_IN).display();
                    case String text -> PythonString.repr(text);
                    case Bytes bytes -> PythonString.repr(bytes.content());
                    case ArrayList<?> list -> joined("[", list, "]");
                    case LinkedHashMap<?, ?> dict -> dict(dict);
                    case Tuple tuple ->
                            joined("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
                    case NumberRange range -> range.shown();
                    case DictView view -> view.type() + joined("([", view.items(), "])");
                    case Undefined _ -> "Undefined";
                    case Namespace namespace -> "<Namespace " + dict(namespace.attributes()) + ">";
                    default -> "<" + Types.name(value) + ">";
                });
    }

    private static String integer(BigInteger number) {
        String digits = number.bitLength() > 16 * MOST_DIGITS ? "" : number.toString();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS + 1) {
            throw Fault.operation("an int of more than " + MOST_DIGITS + " digits is not shown");
        }
        return digits;
    }

    private String joined(String open, List<?> items, String close) {
        var text = new StringBuilder(open);
        for (Object item : items) {
            text.append(text.length() == open.length() ? "" : ", ").append(repr(item));
        }
        return text.append(close).toString();
    }

    private String dict(Map<?, ?> dict) {
        var text = new StringBuilder("{");
        for (Map.Entry<?, ?> entry : dict.entrySet()) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(repr(entry.getKey()))
                    .append(": ")
                    .append(repr(entry.getValue()));
        }
        return text.append('}').toString();
    }
}
