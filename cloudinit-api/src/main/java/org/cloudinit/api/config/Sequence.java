package org.cloudinit.api.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * A list of nodes in the order of the document.
 *
 * @param items the nodes, copied
 * @param origin where the list begins
 */
public record Sequence(List<ConfigTree> items, Origin origin)
        implements ConfigTree, Iterable<ConfigTree> {
    /** The empty list, computed. */
    public static final Sequence EMPTY = new Sequence(List.of(), Origin.BUILT_IN);

    public Sequence {
        items = List.copyOf(items);
        Objects.requireNonNull(origin, "origin");
    }

    /** A computed list of the given nodes. */
    public static Sequence of(ConfigTree... items) {
        return new Sequence(List.of(items), Origin.BUILT_IN);
    }

    /** A computed list of strings. */
    public static Sequence ofTexts(List<String> texts) {
        var items = new ArrayList<ConfigTree>(texts.size());
        for (String text : texts) {
            items.add(Scalar.text(text));
        }
        return new Sequence(items, Origin.BUILT_IN);
    }

    public int size() {
        return items.size();
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public Iterator<ConfigTree> iterator() {
        return items.iterator();
    }

    @Override
    public Sequence at(Origin place) {
        return new Sequence(items, place);
    }

    @Override
    public boolean truthy() {
        return !items.isEmpty();
    }

    @Override
    public String kind() {
        return "list";
    }

    /** Shape and place, never the values, which may be secret. */
    @Override
    public String toString() {
        return "list of " + items.size() + " at " + origin;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sequence that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
