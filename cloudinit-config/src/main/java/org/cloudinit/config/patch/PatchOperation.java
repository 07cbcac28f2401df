package org.cloudinit.config.patch;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;

/** One operation of a patch, understood. */
sealed interface PatchOperation {
    JsonPointer path();

    record Add(JsonPointer path, ConfigTree value) implements PatchOperation {}

    record Remove(JsonPointer path) implements PatchOperation {}

    record Replace(JsonPointer path, ConfigTree value) implements PatchOperation {}

    record Move(JsonPointer path, JsonPointer from) implements PatchOperation {}

    record Copy(JsonPointer path, JsonPointer from) implements PatchOperation {}

    record Test(JsonPointer path, ConfigTree value) implements PatchOperation {}

    /** Understands an operation; further members are ignored, as RFC 6902 asks. */
    static PatchOperation parse(ConfigTree tree) {
        if (!(tree instanceof Mapping mapping)
                || !(mapping.get("op") instanceof Scalar.Text name)) {
            throw PatchFault.invalid(tree.origin(), "an operation is a mapping with an 'op'");
        }
        JsonPointer path = pointer(mapping, "path");
        return switch (name.value()) {
            case "add" -> new Add(path, value(mapping));
            case "remove" -> new Remove(path);
            case "replace" -> new Replace(path, value(mapping));
            case "move" -> new Move(path, pointer(mapping, "from"));
            case "copy" -> new Copy(path, pointer(mapping, "from"));
            case "test" -> new Test(path, value(mapping));
            default ->
                    throw PatchFault.invalid(
                            name.origin(),
                            "'op' is none of add, remove, replace, move, copy and test");
        };
    }

    private static JsonPointer pointer(Mapping mapping, String key) {
        if (mapping.get(key) instanceof Scalar.Text text) {
            return JsonPointer.parse(text);
        }
        throw PatchFault.invalid(mapping.origin(), "the operation lacks '" + key + "'");
    }

    private static ConfigTree value(Mapping mapping) {
        ConfigTree value = mapping.get("value");
        if (value == null) {
            throw PatchFault.invalid(mapping.origin(), "the operation lacks 'value'");
        }
        return value;
    }
}
