package org.cloudinit.net.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/** Compares a tree with a shape. Messages name keys and places, never values. */
final class ShapeCheck {
    static final String ACT = "checking the network configuration";

    /** Most letters by which a key may differ from the one that was meant. */
    private static final int NEAR = 2;

    private final List<Problem> problems = new ArrayList<>();

    /** All places where the tree is not of the shape, in the order of the document. */
    static List<Problem> of(ConfigTree tree, Shape shape, ConfigPath path) {
        var check = new ShapeCheck();
        check.check(tree, shape, path);
        return List.copyOf(check.problems);
    }

    private void check(ConfigTree tree, Shape shape, ConfigPath path) {
        switch (shape) {
            case Shape.Any _ -> {}
            case Shape.Text text -> text(tree, text, path);
            case Shape.Whole whole -> whole(tree, whole, path);
            case Shape.Flag flag -> demand(tree instanceof Scalar.Bool, tree, flag, path);
            case Shape.Nothing nothing -> demand(tree instanceof Scalar.Null, tree, nothing, path);
            case Shape.Items items -> items(tree, items, path);
            case Shape.Named named -> named(tree, named, path);
            case Shape.Table table -> table(tree, table, path);
            case Shape.ByType byType -> byType(tree, byType, path);
            case Shape.Choice choice -> choice(tree, choice, path);
        }
    }

    private boolean demand(boolean fits, ConfigTree tree, Shape shape, ConfigPath path) {
        if (!fits) {
            add("wrong-type", tree.origin(), is(tree, path), "Write " + Shape.described(shape));
        }
        return fits;
    }

    private void text(ConfigTree tree, Shape.Text shape, ConfigPath path) {
        if (!(tree instanceof Scalar.Text text)) {
            String quotes = tree instanceof Scalar ? "; quotes around it make it one" : "";
            add("wrong-type", tree.origin(), is(tree, path), "Write a text" + quotes);
        } else if (!shape.words().isEmpty() && !shape.words().contains(text.value())) {
            add(
                    "unknown-word",
                    tree.origin(),
                    path + " has a value that does not exist",
                    "Write " + String.join(", ", new TreeSet<>(shape.words())));
        } else if (text.value().codePointCount(0, text.value().length()) > shape.longest()) {
            add(
                    "too-long",
                    tree.origin(),
                    path + " is longer than " + shape.longest() + " characters",
                    "Shorten it: the kernel would cut it off");
        }
    }

    private void whole(ConfigTree tree, Shape.Whole shape, ConfigPath path) {
        boolean number = tree instanceof Scalar.Int || tree instanceof Scalar.BigInt;
        if (demand(number, tree, shape, path)) {
            boolean within =
                    tree instanceof Scalar.Int whole
                            && whole.value() >= shape.least()
                            && whole.value() <= shape.most();
            if (!within && shape.most() != Long.MAX_VALUE) {
                add(
                        "out-of-range",
                        tree.origin(),
                        path + " is out of range",
                        "Write " + shape.least() + " to " + shape.most());
            }
        }
    }

    private void items(ConfigTree tree, Shape.Items shape, ConfigPath path) {
        if (tree instanceof Sequence sequence) {
            int index = 0;
            for (ConfigTree item : sequence) {
                check(item, shape.item(), path.index(index++));
            }
        } else {
            demand(false, tree, shape, path);
        }
    }

    private void named(ConfigTree tree, Shape.Named shape, ConfigPath path) {
        if (tree instanceof Mapping mapping) {
            for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                check(entry.getValue(), shape.value(), path.key(entry.getKey().display()));
            }
        } else {
            demand(false, tree, shape, path);
        }
    }

    private void table(ConfigTree tree, Shape.Table shape, ConfigPath path) {
        if (!(tree instanceof Mapping mapping)) {
            demand(false, tree, shape, path);
            return;
        }
        for (List<String> oneOf : shape.needed()) {
            if (oneOf.stream().noneMatch(mapping::has)) {
                add(
                        "missing-key",
                        mapping.origin(),
                        path + " has no " + String.join(" or ", oneOf),
                        "Add it");
            }
        }
        for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
            String key = entry.getKey().display();
            Shape value = entry.getKey() instanceof Scalar.Text ? shape.keys().get(key) : null;
            if (value != null) {
                check(entry.getValue(), value, path.key(key));
            } else if (!shape.open()) {
                unknown(entry.getKey(), shape, path);
            }
        }
    }

    private void unknown(Scalar key, Shape.Table shape, ConfigPath path) {
        String near = nearest(key.display(), shape.keys().keySet());
        add(
                "unknown-key",
                key.origin(),
                path.key(key.display()) + " does not exist",
                near == null ? "Remove it, or correct its name" : "Did you mean " + near + "?");
    }

    private void byType(ConfigTree tree, Shape.ByType shape, ConfigPath path) {
        if (!(tree instanceof Mapping mapping)) {
            demand(false, tree, shape, path);
            return;
        }
        ConfigTree type = mapping.get("type");
        Shape.Table table =
                type instanceof Scalar.Text text ? shape.tables().get(text.value()) : null;
        if (table != null) {
            table(mapping, table, path);
        } else {
            add(
                    type == null ? "missing-key" : "unknown-word",
                    type == null ? mapping.origin() : type.origin(),
                    path
                            + (type == null
                                    ? " has no type"
                                    : ".type has a value that does not exist"),
                    "Write " + String.join(", ", new TreeSet<>(shape.tables().keySet())));
        }
    }

    /** Where none fits, the problems of the shape that is of the same kind are the best answer. */
    private void choice(ConfigTree tree, Shape.Choice choice, ConfigPath path) {
        List<Problem> best = null;
        for (Shape shape : choice.shapes()) {
            List<Problem> found = of(tree, shape, path);
            if (found.isEmpty()) {
                return;
            }
            if (best == null && !wrongKind(found, path)) {
                best = found;
            }
        }
        if (best != null) {
            problems.addAll(best);
        } else {
            demand(false, tree, choice, path);
        }
    }

    private static boolean wrongKind(List<Problem> found, ConfigPath path) {
        return found.size() == 1
                && found.getFirst().code().endsWith(".wrong-type")
                && found.getFirst().message().startsWith(path + " is ");
    }

    private static String is(ConfigTree tree, ConfigPath path) {
        return path + (tree instanceof Scalar.Null ? " is " : " is a ") + tree.kind();
    }

    private void add(String code, Origin origin, String message, String remedy) {
        problems.add(Problem.error("network-form." + code, ACT, origin, message, remedy));
    }

    private static @Nullable String nearest(String key, Iterable<String> keys) {
        String nearest = null;
        int least = NEAR + 1;
        for (String candidate : keys) {
            int distance = distance(key, candidate);
            if (distance < least
                    || (distance == least && nearest != null && candidate.compareTo(nearest) < 0)) {
                nearest = candidate;
                least = distance;
            }
        }
        return nearest;
    }

    /**
     * Letters to be changed, added or taken away; large where the lengths alone differ too much.
     */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > NEAR) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
