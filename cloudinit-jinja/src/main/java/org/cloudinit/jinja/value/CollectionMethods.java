package org.cloudinit.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of lists, tuples and dicts. */
final class CollectionMethods {
    private final Budget budget;

    CollectionMethods(Budget budget) {
        this.budget = budget;
    }

    /** A method of a list, or null. */
    @Nullable Function ofList(List<Object> list, String name) {
        return switch (name) {
            case "append" ->
                    args -> {
                        list.add(paid(args.bind("object").need("object")));
                        return None.NONE;
                    };
            case "extend" ->
                    args -> {
                        list.addAll(paidItems(args.bind("iterable").need("iterable")));
                        return None.NONE;
                    };
            case "insert" -> args -> insert(list, args);
            case "pop" -> args -> pop(list, args);
            case "remove" ->
                    args -> {
                        list.remove(position(list, args));
                        return None.NONE;
                    };
            case "clear" ->
                    args -> {
                        args.bind();
                        list.clear();
                        return None.NONE;
                    };
            case "copy" -> args -> new ArrayList<>(paidItems(list));
            case "reverse" ->
                    args -> {
                        Collections.reverse(list);
                        return None.NONE;
                    };
            case "sort" -> args -> sort(list, args);
            case "index" -> args -> Args.number(position(list, args));
            case "count" -> args -> count(list, args);
            default -> null;
        };
    }

    /** A method of a tuple, or null. */
    @Nullable Object ofTuple(Tuple tuple, String name) {
        return switch (name) {
            case "index" -> (Function) args -> Args.number(position(tuple.items(), args));
            case "count" -> (Function) args -> count(tuple.items(), args);
            // What the filter groupby gives has names too.
            case "grouper" -> tuple.items().size() == 2 ? tuple.items().getFirst() : null;
            case "list" -> tuple.items().size() == 2 ? tuple.items().getLast() : null;
            default -> null;
        };
    }

    /** A method of a dict, or null. */
    @Nullable Function ofDict(Map<Object, Object> dict, String name) {
        return switch (name) {
            case "keys" -> args -> new DictView("dict_keys", List.copyOf(dict.keySet()));
            case "values" -> args -> new DictView("dict_values", List.copyOf(dict.values()));
            case "items" -> args -> new DictView("dict_items", pairs(dict));
            case "get" -> args -> get(dict, args);
            case "pop" -> args -> popKey(dict, args);
            case "setdefault" -> args -> setDefault(dict, args);
            case "update" -> args -> update(dict, args);
            case "copy" ->
                    args -> {
                        budget.allocateItems(dict.size());
                        return new LinkedHashMap<>(dict);
                    };
            case "clear" ->
                    args -> {
                        dict.clear();
                        return None.NONE;
                    };
            default -> null;
        };
    }

    /** The entries of a dict as tuples. */
    static List<Object> pairs(Map<?, ?> dict) {
        var pairs = new ArrayList<Object>(dict.size());
        for (Map.Entry<?, ?> entry : dict.entrySet()) {
            pairs.add(Tuple.of(entry.getKey(), entry.getValue()));
        }
        return pairs;
    }

    private Object paid(Object value) {
        budget.allocateItems(1);
        return value;
    }

    private List<Object> paidItems(Object iterable) {
        List<Object> items = Types.items(iterable);
        budget.allocateItems(items.size());
        return items;
    }

    private Object insert(List<Object> list, Args args) {
        Args.Bound bound = args.bind("index", "object");
        int index = bound.integer("index", 0);
        int at = index < 0 ? Math.max(0, index + list.size()) : Math.min(index, list.size());
        list.add(at, paid(bound.need("object")));
        return None.NONE;
    }

    private static Object pop(List<Object> list, Args args) {
        int index = args.bind("index").integer("index", -1);
        int at = index < 0 ? index + list.size() : index;
        if (at < 0 || at >= list.size()) {
            throw Fault.operation(
                    list.isEmpty() ? "pop from empty list" : "pop index out of range");
        }
        return list.remove(at);
    }

    private static int position(List<Object> items, Args args) {
        Object wanted = args.bind("value").need("value");
        for (int i = 0; i < items.size(); i++) {
            if (Types.equal(items.get(i), wanted)) {
                return i;
            }
        }
        throw Fault.operation("the value is not in the list");
    }

    private static Object count(List<Object> items, Args args) {
        Object wanted = args.bind("value").need("value");
        int count = 0;
        for (Object item : items) {
            count += Types.equal(item, wanted) ? 1 : 0;
        }
        return Args.number(count);
    }

    private static Object sort(List<Object> list, Args args) {
        boolean reverse = args.bind("reverse").flag("reverse", false);
        list.sort(reverse ? (a, b) -> Order.compare(b, a) : Order::compare);
        return None.NONE;
    }

    private static Object get(Map<Object, Object> dict, Args args) {
        Args.Bound bound = args.bind("key", "default");
        Object value = dict.get(Types.key(bound.need("key")));
        return value == null ? bound.get("default", None.NONE) : value;
    }

    private static Object popKey(Map<Object, Object> dict, Args args) {
        Args.Bound bound = args.bind("key", "default");
        Object value = dict.remove(Types.key(bound.need("key")));
        if (value == null && bound.get("default") == null) {
            throw Fault.operation("the dict has no such key");
        }
        return value == null ? bound.need("default") : value;
    }

    private Object setDefault(Map<Object, Object> dict, Args args) {
        Args.Bound bound = args.bind("key", "default");
        Object key = Types.key(bound.need("key"));
        dict.putIfAbsent(key, paid(bound.get("default", None.NONE)));
        return dict.getOrDefault(key, None.NONE);
    }

    private Object update(Map<Object, Object> dict, Args args) {
        for (Object source : args.positional()) {
            budget.allocateItems(Types.length(source));
            if (source instanceof LinkedHashMap<?, ?> other) {
                dict.putAll(other);
            } else {
                for (Object pair : Types.items(source)) {
                    List<Object> two = Types.items(pair);
                    dict.put(Types.key(two.getFirst()), two.getLast());
                }
            }
        }
        dict.putAll(args.named());
        return None.NONE;
    }
}
