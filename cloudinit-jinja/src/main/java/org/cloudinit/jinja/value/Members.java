package org.cloudinit.jinja.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes and items of values. */
public final class Members {
    private final TextMethods textMethods;
    private final CollectionMethods collectionMethods;

    public Members(Budget budget, Texts texts) {
        this.textMethods = new TextMethods(this, texts, budget);
        this.collectionMethods = new CollectionMethods(budget);
    }

    /** {@code value.name}: a method, or else an entry of that name. */
    public Object attribute(Object value, String name) {
        Object own = own(value, name);
        if (own != null) {
            return own;
        }
        Object entry = value instanceof LinkedHashMap<?, ?> dict ? dict.get(name) : null;
        return entry == null ? Undefined.of(value, name) : entry;
    }

    /** An attribute that is no entry; null where there is none. */
    public @Nullable Object own(Object value, String name) {
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (name.startsWith("__") && name.endsWith("__")) {
            return new Undefined(name, "access to attribute '" + name + "' is unsafe", true);
        }
        return switch (value) {
            case String text -> textMethods.of(text, name);
            case ArrayList<?> _ -> collectionMethods.ofList(list(value), name);
            case LinkedHashMap<?, ?> _ -> collectionMethods.ofDict(dict(value), name);
            case Tuple tuple -> collectionMethods.ofTuple(tuple, name);
            case Namespace namespace -> namespace.attributes().get(name);
            case LoopState loop -> loop.attribute(name);
            default -> null;
        };
    }

    /** {@code value[index]}: an item, or else an attribute of that name. */
    public Object item(Object value, Object index) {
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (value instanceof LinkedHashMap<?, ?> dict) {
            Object entry = dict.get(Types.key(index));
            if (entry != null) {
                return entry;
            }
        } else if (Numbers.isInteger(index) && isSequence(value)) {
            List<Object> items = Types.items(value);
            int at = Numbers.index(index);
            int position = at < 0 ? at + items.size() : at;
            if (position >= 0 && position < items.size()) {
                return items.get(position);
            }
        }
        if (index instanceof String name) {
            Object own = own(value, name);
            return own == null ? Undefined.of(value, name) : own;
        }
        String name =
                Numbers.isInteger(index) ? Numbers.integer(index).toString() : Types.name(index);
        return Undefined.of(value, name);
    }

    private static boolean isSequence(Object value) {
        return value instanceof String
                || value instanceof ArrayList<?>
                || value instanceof Tuple
                || value instanceof NumberRange
                || value instanceof Bytes;
    }

    /** {@code value[from:to:step]}; null stands for a bound that is not stated. */
    public Object range(
            Object value, @Nullable Object from, @Nullable Object to, @Nullable Object step) {
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (!isSequence(value)) {
            throw Fault.operation("'" + Types.name(value) + "' object is not subscriptable");
        }
        List<Object> items = Types.items(value);
        int stride = step == null || step == None.NONE ? 1 : Numbers.index(step);
        if (stride == 0) {
            throw Fault.operation("slice step cannot be zero");
        }
        int size = items.size();
        int first = bound(from, stride > 0 ? 0 : size - 1, size, stride);
        int last = bound(to, stride > 0 ? size : -1, size, stride);
        var part = new ArrayList<Object>();
        for (long i = first; stride > 0 ? i < last : i > last; i += stride) {
            part.add(items.get((int) i));
        }
        if (value instanceof String) {
            var text = new StringBuilder();
            part.forEach(text::append);
            return text.toString();
        }
        return value instanceof Tuple ? new Tuple(part) : part;
    }

    private static int bound(@Nullable Object stated, int otherwise, int size, int stride) {
        if (stated == null || stated == None.NONE) {
            return otherwise;
        }
        long index = Numbers.index(stated);
        index = index < 0 ? index + size : index;
        long least = stride > 0 ? 0 : -1;
        long most = stride > 0 ? size : size - 1;
        return (int) Math.max(least, Math.min(most, index));
    }

    @SuppressWarnings("unchecked") // A template's lists hold values, whatever they hold.
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked") // As above.
    private static Map<Object, Object> dict(Object value) {
        return (Map<Object, Object>) value;
    }
}
