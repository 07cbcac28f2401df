package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop} within a loop. */
public final class LoopState {
    private final List<Object> items;
    private final int depth;
    private final @Nullable Function recursion;
    private final List<Object> changing = new ArrayList<>();
    private int index;

    /**
     * @param items what is walked over
     * @param depth levels of recursion, counted from 0
     * @param recursion walks over other items; null where the loop is not recursive
     */
    public LoopState(List<Object> items, int depth, @Nullable Function recursion) {
        this.items = items;
        this.depth = depth;
        this.recursion = recursion;
    }

    /** Goes to an item. */
    public void goTo(int position) {
        index = position;
    }

    /** Walks over other items. */
    public Object call(Args args) {
        if (recursion == null) {
            throw Fault.operation("The loop must have the 'recursive' marker to be called.");
        }
        return recursion.call(args);
    }

    @Nullable Object attribute(String name) {
        int length = items.size();
        return switch (name) {
            case "index" -> BigInteger.valueOf(index + 1L);
            case "index0" -> BigInteger.valueOf(index);
            case "revindex" -> BigInteger.valueOf(length - index);
            case "revindex0" -> BigInteger.valueOf(length - index - 1L);
            case "first" -> index == 0;
            case "last" -> index == length - 1;
            case "length" -> BigInteger.valueOf(length);
            case "depth" -> BigInteger.valueOf(depth + 1L);
            case "depth0" -> BigInteger.valueOf(depth);
            case "previtem" ->
                    index == 0
                            ? Undefined.because("there is no previous item")
                            : items.get(index - 1);
            case "nextitem" ->
                    index == length - 1
                            ? Undefined.because("there is no next item")
                            : items.get(index + 1);
            case "cycle" -> (Function) this::cycle;
            case "changed" -> (Function) this::changed;
            default -> null;
        };
    }

    private Object cycle(Args args) {
        if (args.positional().isEmpty()) {
            throw Fault.operation("no items for cycling given");
        }
        return args.positional().get(index % args.positional().size());
    }

    private Object changed(Args args) {
        boolean same =
                !changing.isEmpty()
                        && Types.equal(changing.getFirst(), new Tuple(args.positional()));
        changing.clear();
        changing.add(new Tuple(args.positional()));
        return !same;
    }
}
