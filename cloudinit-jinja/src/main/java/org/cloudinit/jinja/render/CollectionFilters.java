package org.cloudinit.jinja.render;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Arithmetic;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Generator;
import org.cloudinit.jinja.value.Members;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.Numbers;
import org.cloudinit.jinja.value.Order;
import org.cloudinit.jinja.value.Texts;
import org.cloudinit.jinja.value.Tuple;
import org.cloudinit.jinja.value.Types;
import org.cloudinit.jinja.value.Undefined;
import org.jspecify.annotations.Nullable;

/**
 * Filters of what can be walked over; those that choose or change items are {@link ItemFilters}.
 */
final class CollectionFilters {
    private final Budget budget;
    private final Texts texts;
    private final Arithmetic arithmetic;
    private final Keys keys;
    private final ItemFilters itemFilters;

    CollectionFilters(
            Budget budget, Texts texts, Members members, Arithmetic arithmetic, Filters filters) {
        this.budget = budget;
        this.texts = texts;
        this.arithmetic = arithmetic;
        this.keys = new Keys(members, texts);
        this.itemFilters = new ItemFilters(keys, filters);
    }

    /** The filtered value; null where the filter is none of these. */
    @Nullable Object apply(String name, Object value, Args args) {
        return switch (name) {
            case "length", "count" -> BigInteger.valueOf(Types.length(value));
            case "list" -> Types.list(paid(value));
            case "first" -> end(paid(value), true);
            case "last" -> end(reversible(value), false);
            case "reverse" -> reversed(value);
            case "join" -> joined(value, args.bind("d", "attribute"));
            case "sum" -> sum(value, args.bind("attribute", "start"));
            case "items" -> items(value);
            case "dictsort" -> sortedDict(value, args.bind("case_sensitive", "by", "reverse"));
            case "sort" -> sorted(value, args.bind("reverse", "case_sensitive", "attribute"));
            case "min", "max" ->
                    extreme(value, args.bind("case_sensitive", "attribute"), name.equals("max"));
            case "unique" -> unique(value, args.bind("case_sensitive", "attribute"));
            case "groupby" -> grouped(value, args.bind("attribute", "default", "case_sensitive"));
            case "batch" -> batches(value, args.bind("linecount", "fill_with"));
            case "slice" -> slices(value, args.bind("slices", "fill_with"));
            default -> itemFilters.apply(name, value, args);
        };
    }

    private List<Object> paid(Object value) {
        List<Object> items = Types.items(value);
        budget.allocateItems(items.size());
        return items;
    }

    private static List<Object> reversible(Object value) {
        if (value instanceof Generator) {
            throw Fault.operation("'generator' object is not reversible");
        }
        return Types.items(value);
    }

    private static Object end(List<Object> items, boolean first) {
        if (items.isEmpty()) {
            return Undefined.because("the sequence was empty");
        }
        return first ? items.getFirst() : items.getLast();
    }

    private Object reversed(Object value) {
        List<Object> items = new ArrayList<>(paid(value));
        Collections.reverse(items);
        if (!(value instanceof String)) {
            return new Generator(items);
        }
        var text = new StringBuilder();
        items.forEach(text::append);
        return text.toString();
    }

    private Object joined(Object value, Args.Bound args) {
        String separator = texts.str(args.get("d", ""));
        var out = new StringBuilder();
        boolean first = true;
        for (Object item : paid(value)) {
            Object shown = args.has("attribute") ? keys.of(item, args.need("attribute")) : item;
            String text = texts.str(shown);
            budget.allocate((long) text.length() + separator.length());
            out.append(first ? "" : separator).append(text);
            first = false;
        }
        return out.toString();
    }

    private Object sum(Object value, Args.Bound args) {
        Object sum = args.get("start", BigInteger.ZERO);
        for (Object item : paid(value)) {
            Object one = args.has("attribute") ? keys.of(item, args.need("attribute")) : item;
            if (one instanceof String) {
                throw Fault.operation("unsupported operand type(s) for +: 'int' and 'str'");
            }
            sum = arithmetic.apply("+", sum, one);
        }
        return sum;
    }

    private static Object items(Object value) {
        if (value instanceof Undefined) {
            return new Generator(List.of());
        }
        if (!(value instanceof LinkedHashMap<?, ?> dict)) {
            throw Fault.operation("Can only get item pairs from a mapping.");
        }
        return new Generator(pairs(dict));
    }

    private static List<Object> pairs(Map<?, ?> dict) {
        var pairs = new ArrayList<Object>(dict.size());
        dict.forEach((key, item) -> pairs.add(Tuple.of(key, item)));
        return pairs;
    }

    private Object sortedDict(Object value, Args.Bound args) {
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (!(value instanceof LinkedHashMap<?, ?> dict)) {
            throw Fault.operation("dictsort wants a dict");
        }
        String by = args.has("by") ? args.text("by") : "key";
        if (!by.equals("key") && !by.equals("value")) {
            throw Fault.operation("You can only sort by either \"key\" or \"value\"");
        }
        boolean exact = args.flag("case_sensitive", false);
        int position = by.equals("key") ? 0 : 1;
        Comparator<Object> order =
                (a, b) ->
                        Order.compare(
                                Keys.cased(((Tuple) a).items().get(position), exact),
                                Keys.cased(((Tuple) b).items().get(position), exact));
        return ordered(pairs(dict), order, args.flag("reverse", false));
    }

    /** Python keeps the order of equal items when it sorts the other way round, too. */
    private static Object ordered(List<Object> items, Comparator<Object> order, boolean reverse) {
        var list = new ArrayList<>(items);
        list.sort(reverse ? order.reversed() : order);
        return list;
    }

    private Object sorted(Object value, Args.Bound args) {
        boolean exact = args.flag("case_sensitive", false);
        Object attribute = args.get("attribute", None.NONE);
        return ordered(
                paid(value),
                (a, b) -> {
                    budget.step();
                    return Order.compare(
                            keys.several(a, attribute, exact), keys.several(b, attribute, exact));
                },
                args.flag("reverse", false));
    }

    private Object extreme(Object value, Args.Bound args, boolean largest) {
        boolean exact = args.flag("case_sensitive", false);
        Object attribute = args.get("attribute", None.NONE);
        List<Object> items = paid(value);
        if (items.isEmpty()) {
            return Undefined.because("the sequence was empty");
        }
        Object best = items.getFirst();
        for (Object item : items.subList(1, items.size())) {
            int order =
                    Order.compare(
                            Keys.cased(keys.of(item, attribute), exact),
                            Keys.cased(keys.of(best, attribute), exact));
            best = (largest ? order > 0 : order < 0) ? item : best;
        }
        return best;
    }

    private Object unique(Object value, Args.Bound args) {
        boolean exact = args.flag("case_sensitive", false);
        Object attribute = args.get("attribute", None.NONE);
        var first = new LinkedHashMap<Object, Object>();
        for (Object item : paid(value)) {
            Object key = Types.key(Keys.cased(keys.of(item, attribute), exact));
            first.putIfAbsent(key, item);
        }
        return new Generator(List.copyOf(first.values()));
    }

    private Object grouped(Object value, Args.Bound args) {
        boolean exact = args.flag("case_sensitive", false);
        Object attribute = args.need("attribute");
        Object otherwise = args.get("default", None.NONE);
        var pairs = new ArrayList<Tuple>();
        for (Object item : paid(value)) {
            Object key = keys.of(item, attribute);
            boolean missing = key instanceof Undefined && otherwise != None.NONE;
            pairs.add(Tuple.of(missing ? otherwise : key, item));
        }
        Comparator<Tuple> order =
                (a, b) ->
                        Order.compare(
                                Keys.cased(a.items().getFirst(), exact),
                                Keys.cased(b.items().getFirst(), exact));
        pairs.sort(order);
        var groups = new ArrayList<Object>();
        for (int i = 0; i < pairs.size(); ) {
            var items = new ArrayList<Object>();
            int start = i;
            while (i < pairs.size() && order.compare(pairs.get(start), pairs.get(i)) == 0) {
                items.add(pairs.get(i++).items().getLast());
            }
            groups.add(Tuple.of(pairs.get(start).items().getFirst(), items));
        }
        return groups;
    }

    private Object batches(Object value, Args.Bound args) {
        int size = Numbers.index(args.need("linecount"));
        var batches = new ArrayList<Object>();
        var batch = new ArrayList<Object>();
        for (Object item : paid(value)) {
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            budget.allocate(args.has("fill_with") ? size - batch.size() : 0);
            while (args.has("fill_with") && batch.size() < size) {
                batch.add(args.need("fill_with"));
            }
            batches.add(batch);
        }
        return new Generator(batches);
    }

    private Object slices(Object value, Args.Bound args) {
        int count = Numbers.index(args.need("slices"));
        List<Object> items = paid(value);
        if (count == 0) {
            throw Fault.operation("division by zero");
        }
        budget.allocateItems(count);
        int least = items.size() / Math.max(1, count);
        int longer = items.size() % Math.max(1, count);
        var slices = new ArrayList<Object>();
        int at = 0;
        for (int i = 0; i < count; i++) {
            int end = at + least + (i < longer ? 1 : 0);
            var slice = new ArrayList<Object>(items.subList(at, end));
            if (args.has("fill_with") && i >= longer) {
                slice.add(args.need("fill_with"));
            }
            slices.add(slice);
            at = end;
        }
        return new Generator(slices);
    }
}
