package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;

/** The keys of a mapping that neither {@code properties} nor {@code patternProperties} name. */
final class Superfluous {
    private Superfluous() {}

    static List<Scalar> keys(Mapping value, Mapping schema) {
        var patterns = new ArrayList<Pattern>();
        for (Scalar pattern : schema.mapping("patternProperties").keys()) {
            patterns.add(Pattern.compile(pattern.display()));
        }
        var extras = new ArrayList<Scalar>();
        for (Scalar key : value.keys()) {
            boolean named = schema.mapping("properties").has(key.display());
            if (!named && patterns.stream().noneMatch(p -> p.matcher(key.display()).find())) {
                extras.add(key);
            }
        }
        extras.sort(Superfluous::byText);
        return extras;
    }

    /** In the order of their code points, as Python sorts texts. */
    static int byText(Scalar one, Scalar other) {
        return Arrays.compare(
                one.display().codePoints().toArray(), other.display().codePoints().toArray());
    }
}
