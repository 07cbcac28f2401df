package org.cloudinit.schema.check;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/** A configuration tree as the library walks it. Keys that are no strings are shown as text. */
record TreeNode(ConfigTree tree, String pointer) implements JsonNode {
    @Override
    public String getJsonPointer() {
        return pointer;
    }

    /**
     * JSON has no dates and no infinity. They are nulls here, to which no keyword but {@code type}
     * and {@code enum} applies; of the type {@link TypeNames} judges by the tree itself.
     */
    @Override
    public SimpleType getNodeType() {
        return switch (tree) {
            case Mapping _ -> SimpleType.OBJECT;
            case Sequence _ -> SimpleType.ARRAY;
            case Scalar.Text _, Scalar.Binary _ -> SimpleType.STRING;
            case Scalar.Int _, Scalar.BigInt _ -> SimpleType.INTEGER;
            case Scalar.Real real ->
                    Double.isFinite(real.value()) ? SimpleType.NUMBER : SimpleType.NULL;
            case Scalar.Bool _ -> SimpleType.BOOLEAN;
            case Scalar.Null _, Scalar.Date _, Scalar.Timestamp _ -> SimpleType.NULL;
        };
    }

    @Override
    public boolean asBoolean() {
        return ((Scalar.Bool) tree).value();
    }

    @Override
    public String asString() {
        return tree instanceof Scalar.Binary binary
                ? new String(binary.value(), StandardCharsets.ISO_8859_1)
                : ((Scalar) tree).display();
    }

    @Override
    public BigInteger asInteger() {
        return tree instanceof Scalar.BigInt big
                ? big.value()
                : BigInteger.valueOf(((Scalar.Int) tree).value());
    }

    @Override
    public BigDecimal asNumber() {
        return tree instanceof Scalar.Real real
                ? BigDecimal.valueOf(real.value())
                : new BigDecimal(asInteger());
    }

    @Override
    public List<JsonNode> asArray() {
        var items = new ArrayList<JsonNode>();
        for (ConfigTree item : (Sequence) tree) {
            items.add(new TreeNode(item, pointer + "/" + items.size()));
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        var values = new LinkedHashMap<String, JsonNode>();
        for (Map.Entry<Scalar, ConfigTree> entry : ((Mapping) tree).entries().entrySet()) {
            String key = entry.getKey().display();
            values.put(key, new TreeNode(entry.getValue(), pointer + "/" + Pointers.escaped(key)));
        }
        return values;
    }
}
