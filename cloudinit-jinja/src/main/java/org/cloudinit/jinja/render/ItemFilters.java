package org.cloudinit.jinja.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Generator;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.Types;
import org.cloudinit.jinja.value.Undefined;
import org.jspecify.annotations.Nullable;

/** Filters that look at each item: {@code map}, {@code select}, {@code reject}. */
final class ItemFilters {
    private final Keys keys;
    private final Filters filters;

    ItemFilters(Keys keys, Filters filters) {
        this.keys = keys;
        this.filters = filters;
    }

    @Nullable Object apply(String name, Object value, Args args) {
        return switch (name) {
            case "map" -> map(value, args);
            case "select" -> choose(value, args, true, false);
            case "reject" -> choose(value, args, false, false);
            case "selectattr" -> choose(value, args, true, true);
            case "rejectattr" -> choose(value, args, false, true);
            default -> null;
        };
    }

    private Object map(Object value, Args args) {
        var results = new ArrayList<Object>();
        Object attribute = args.named().get("attribute");
        for (Object item : walked(value)) {
            results.add(
                    args.positional().isEmpty() && attribute != null
                            ? attribute(item, attribute, args.named())
                            : filtered(item, args));
        }
        return new Generator(results);
    }

    /** What is untrue has no items, whatever it is. */
    private static List<Object> walked(Object value) {
        return Types.truthy(value) ? Types.items(value) : List.of();
    }

    private Object attribute(Object item, Object attribute, Map<String, Object> named) {
        Object found = keys.of(item, attribute);
        Object otherwise = named.getOrDefault("default", None.NONE);
        return found instanceof Undefined && otherwise != None.NONE ? otherwise : found;
    }

    private Object filtered(Object item, Args args) {
        if (args.positional().isEmpty()) {
            throw Fault.operation("map requires a filter argument");
        }
        return filters.apply(Types.text(args.positional().getFirst()), item, args.from(1));
    }

    private Object choose(Object value, Args args, boolean wanted, boolean byAttribute) {
        List<Object> words = args.positional();
        int used = byAttribute ? 1 : 0;
        if (words.size() < used) {
            throw Fault.operation("Missing parameter for attribute name");
        }
        var chosen = new ArrayList<Object>();
        for (Object item : walked(value)) {
            Object asked = byAttribute ? keys.of(item, words.getFirst()) : item;
            boolean holds =
                    words.size() > used
                            ? filters.tests()
                                    .holds(Types.text(words.get(used)), asked, args.from(used + 1))
                            : Types.truthy(asked);
            if (holds == wanted) {
                chosen.add(item);
            }
        }
        return new Generator(chosen);
    }
}
