package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;

/** The keys of a mapping that neither {@code properties} nor {@code patternProperties} name. */
final class Superfluous {
    /** Python's order of strings: by code point. */
    static final Comparator<Scalar> BY_TEXT =
            Comparator.comparing(key -> key.display().codePoints().toArray(), Arrays::compare);

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
        extras.sort(BY_TEXT);
        return extras;
    }
}
