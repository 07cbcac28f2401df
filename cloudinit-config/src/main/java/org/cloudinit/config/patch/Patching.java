package org.cloudinit.config.patch;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.text.PythonEquality;

/** Applies a patch: all of its operations are understood before the first is applied. */
public final class Patching {
    private Patching() {}

    /** What an operation does at the place that it names, given the collection there. */
    private interface Edit {
        ConfigTree apply(ConfigTree collection, String part);
    }

    /**
     * The document after the patch.
     *
     * @throws org.cloudinit.api.report.MalformedException {@code jsonp.invalid}, {@code
     *     jsonp.conflict} or {@code jsonp.test}
     */
    public static ConfigTree apply(ConfigTree patch, ConfigTree document) {
        if (patch instanceof Mapping none && none.isEmpty()) {
            // To the original the same as an empty list.
            return document;
        }
        if (!(patch instanceof Sequence list)) {
            throw PatchFault.invalid(patch.origin(), "a patch is a list of operations");
        }
        var operations = new ArrayList<PatchOperation>();
        for (ConfigTree item : list) {
            operations.add(PatchOperation.parse(item));
        }
        ConfigTree patched = document;
        for (PatchOperation operation : operations) {
            patched = apply(operation, patched);
        }
        return patched;
    }

    private static ConfigTree apply(PatchOperation operation, ConfigTree document) {
        return switch (operation) {
            case PatchOperation.Add add -> add(add.path(), add.value(), document);
            case PatchOperation.Remove remove -> remove(remove.path(), document);
            case PatchOperation.Replace replace ->
                    replace(replace.path(), replace.value(), document);
            case PatchOperation.Copy copy -> add(copy.path(), copy.from().find(document), document);
            case PatchOperation.Move move -> move(move, document);
            case PatchOperation.Test test -> test(test, document);
        };
    }

    private static ConfigTree add(JsonPointer path, ConfigTree value, ConfigTree document) {
        if (path.isRoot()) {
            return value;
        }
        return edit(
                path,
                0,
                document,
                (collection, part) ->
                        switch (collection) {
                            case Mapping mapping -> mapping.with(part, value);
                            case Sequence list -> {
                                int at =
                                        part.equals(JsonPointer.END)
                                                ? list.size()
                                                : path.position(part, list.size());
                                var items = new ArrayList<>(list.items());
                                items.add(at, value);
                                yield new Sequence(items, list.origin());
                            }
                            case Scalar _ -> throw intoScalar(path);
                        });
    }

    private static ConfigTree remove(JsonPointer path, ConfigTree document) {
        if (path.isRoot()) {
            throw PatchFault.conflict(path.origin(), "the whole configuration cannot be removed");
        }
        return edit(
                path,
                0,
                document,
                (collection, part) -> {
                    path.child(collection, part);
                    return switch (collection) {
                        case Mapping mapping -> mapping.without(part);
                        case Sequence list -> {
                            var items = new ArrayList<>(list.items());
                            items.remove(path.position(part, list.size() - 1));
                            yield new Sequence(items, list.origin());
                        }
                        case Scalar _ -> throw intoScalar(path);
                    };
                });
    }

    private static ConfigTree replace(JsonPointer path, ConfigTree value, ConfigTree document) {
        if (path.isRoot()) {
            return value;
        }
        return edit(
                path,
                0,
                document,
                (collection, part) -> {
                    path.child(collection, part);
                    return set(collection, part, value, path);
                });
    }

    private static ConfigTree move(PatchOperation.Move move, ConfigTree document) {
        ConfigTree value = move.from().find(document);
        if (move.path().parts().equals(move.from().parts())) {
            return document;
        }
        if (move.path().isWithin(move.from())) {
            throw PatchFault.conflict(move.path().origin(), "a value cannot be moved into itself");
        }
        return add(move.path(), value, remove(move.from(), document));
    }

    private static ConfigTree test(PatchOperation.Test test, ConfigTree document) {
        if (!PythonEquality.equal(test.path().find(document), test.value())) {
            throw PatchFault.testFailed(test.path().origin(), test.path().text());
        }
        return document;
    }

    /** Rebuilds the collections on the way to the last part, where the edit is done. */
    private static ConfigTree edit(JsonPointer path, int depth, ConfigTree node, Edit last) {
        List<String> parts = path.parts();
        String part = parts.get(depth);
        if (depth == parts.size() - 1) {
            return last.apply(node, part);
        }
        ConfigTree child = edit(path, depth + 1, path.child(node, part), last);
        return set(node, part, child, path);
    }

    /** The collection with one value that is there set to another. */
    private static ConfigTree set(
            ConfigTree collection, String part, ConfigTree value, JsonPointer path) {
        return switch (collection) {
            case Mapping mapping -> mapping.with(part, value);
            case Sequence list -> {
                var items = new ArrayList<>(list.items());
                items.set(path.position(part, list.size() - 1), value);
                yield new Sequence(items, list.origin());
            }
            case Scalar _ -> throw intoScalar(path);
        };
    }

    private static RuntimeException intoScalar(JsonPointer path) {
        return PatchFault.conflict(
                path.origin(), "'" + path.text() + "' leads into a single value");
    }
}
