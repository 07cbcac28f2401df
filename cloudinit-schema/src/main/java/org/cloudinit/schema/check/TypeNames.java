package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/** The types of the schema language, as the original takes them: bytes count as a string. */
final class TypeNames {
    private TypeNames() {}

    /** Whether a value is of a type. */
    static boolean is(ConfigTree value, String type) {
        return switch (type) {
            case "object" -> value instanceof Mapping;
            case "array" -> value instanceof Sequence;
            case "string" -> value instanceof Scalar.Text || value instanceof Scalar.Binary;
            case "integer" -> value instanceof Scalar.Int || value instanceof Scalar.BigInt;
            case "number" -> is(value, "integer") || value instanceof Scalar.Real;
            case "boolean" -> value instanceof Scalar.Bool;
            case "null" -> value instanceof Scalar.Null;
            default -> throw new IllegalStateException("the schema has a type " + type);
        };
    }

    /** Whether a value is of one of the types that a schema asks for. */
    static boolean isAny(ConfigTree value, ConfigTree types) {
        for (String type : names(types)) {
            if (is(value, type)) {
                return true;
            }
        }
        return false;
    }

    /** The types that the keyword {@code type} names: one or a list. */
    static List<String> names(ConfigTree types) {
        if (types instanceof Sequence sequence) {
            var names = new ArrayList<String>();
            for (ConfigTree item : sequence) {
                names.add(((Scalar) item).display());
            }
            return names;
        }
        return List.of(((Scalar) types).display());
    }
}
