package org.cloudinit.jinja.render;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Function;
import org.cloudinit.jinja.value.Namespace;
import org.cloudinit.jinja.value.NumberRange;
import org.cloudinit.jinja.value.Numbers;
import org.cloudinit.jinja.value.Types;

/** What every template may call: {@code range}, {@code dict}, {@code namespace}, and two more. */
final class Globals {
    private Globals() {}

    static Map<String, Object> all() {
        return Map.of(
                "range", (Function) Globals::range,
                "dict", (Function) Globals::dict,
                "namespace", (Function) args -> new Namespace(dict(args)),
                "cycler", (Function) Globals::cycler,
                "joiner", (Function) Globals::joiner);
    }

    private static Object range(Args args) {
        List<Object> bounds = args.positional();
        return switch (bounds.size()) {
            case 1 -> new NumberRange(0, Numbers.index(bounds.get(0)), 1);
            case 2 ->
                    new NumberRange(Numbers.index(bounds.get(0)), Numbers.index(bounds.get(1)), 1);
            case 3 ->
                    new NumberRange(
                            Numbers.index(bounds.get(0)),
                            Numbers.index(bounds.get(1)),
                            Numbers.index(bounds.get(2)));
            default -> throw Fault.operation("range takes 1 to 3 arguments");
        };
    }

    private static Map<Object, Object> dict(Args args) {
        var dict = new LinkedHashMap<Object, Object>();
        for (Object source : args.positional()) {
            if (source instanceof LinkedHashMap<?, ?> other) {
                dict.putAll(other);
            } else {
                for (Object pair : Types.items(source)) {
                    List<Object> two = Types.items(pair);
                    if (two.size() != 2) {
                        throw Fault.operation("a dict is made of pairs");
                    }
                    dict.put(Types.key(two.get(0)), two.get(1));
                }
            }
        }
        dict.putAll(args.named());
        return dict;
    }

    /** Goes round its items; its state is a namespace of its own. */
    private static Object cycler(Args args) {
        List<Object> items = args.positional();
        if (items.isEmpty()) {
            throw Fault.operation("at least one item has to be provided");
        }
        var cycler = new Namespace(Map.of("current", items.getFirst()));
        Map<Object, Object> state = cycler.attributes();
        int[] at = {0};
        state.put(
                "next",
                (Function)
                        _ -> {
                            Object now = items.get(at[0]);
                            at[0] = (at[0] + 1) % items.size();
                            state.put("current", items.get(at[0]));
                            return now;
                        });
        state.put(
                "reset",
                (Function)
                        _ -> {
                            at[0] = 0;
                            state.put("current", items.getFirst());
                            return BigInteger.ZERO;
                        });
        return cycler;
    }

    /** Nothing at its first call, a separator at all others. */
    private static Object joiner(Args args) {
        Object separator = args.bind("sep").get("sep", ", ");
        boolean[] used = {false};
        return (Function)
                _ -> {
                    boolean first = !used[0];
                    used[0] = true;
                    return first ? "" : separator;
                };
    }
}
