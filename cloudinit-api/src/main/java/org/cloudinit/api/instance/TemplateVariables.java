package org.cloudinit.api.instance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;

/**
 * The variables that instance-data gives to templates ({@code convert_jinja_instance_data}): keys
 * in the order of their names, what is Base64 decoded, the standard keys ({@code v1}) at the top
 * level too, and beside a key with operators in it ({@code local-hostname}) the same with
 * underscores ({@code local_hostname}).
 */
public final class TemplateVariables {
    private static final String OPERATORS = "+-/*%~[](){}=<>.:|,;";
    private static final List<String> LONG_OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=");

    private final Set<String> encoded;
    private final boolean aliases;

    private TemplateVariables(Set<String> encoded, boolean aliases) {
        this.encoded = encoded;
        this.aliases = aliases;
    }

    /** The variables out of a whole document {@code instance-data.json}. */
    public static Mapping of(Mapping instanceData) {
        return of(instanceData, instanceData.texts("base64-encoded-keys"), true);
    }

    /**
     * The variables out of a document.
     *
     * @param encoded paths of keys, separated by slashes, whose values are Base64
     * @param aliases whether keys with operators get a second name
     */
    public static Mapping of(Mapping document, List<String> encoded, boolean aliases) {
        var paths = new HashSet<String>();
        for (String path : encoded) {
            paths.add(path.replace('-', '_'));
        }
        return new TemplateVariables(paths, aliases).convert(document, "");
    }

    private Mapping convert(Mapping mapping, String prefix) {
        Mapping.Builder result = Mapping.builder(mapping.origin());
        for (Map.Entry<Scalar, ConfigTree> entry : sorted(mapping)) {
            String key = entry.getKey().display();
            String path = prefix.isEmpty() ? key : prefix + "/" + key;
            ConfigTree value = entry.getValue();
            if (encoded.contains(path) && value instanceof Scalar scalar) {
                value = decoded(scalar);
            }
            if (value instanceof Mapping inner) {
                Mapping converted = convert(inner, path);
                value = converted;
                result.put(key, converted);
                if (isStandard(key)) {
                    for (Map.Entry<Scalar, ConfigTree> standard : converted.entries().entrySet()) {
                        result.put(standard.getKey(), standard.getValue());
                    }
                }
            } else {
                result.put(key, value);
            }
            String alias = aliases ? alias(key) : key;
            if (!alias.equals(key)) {
                result.put(alias, value);
            }
        }
        return result.build();
    }

    private static List<Map.Entry<Scalar, ConfigTree>> sorted(Mapping mapping) {
        var entries = new ArrayList<>(mapping.entries().entrySet());
        entries.sort((a, b) -> codePoints(a.getKey().display(), b.getKey().display()));
        return entries;
    }

    /** Python orders texts by code point, not by UTF-16 unit. */
    private static int codePoints(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == a.length() || i == b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        boolean halves = Character.isSurrogate(a.charAt(i)) && Character.isSurrogate(b.charAt(i));
        boolean inside = i > 0 && halves && Character.isHighSurrogate(a.charAt(i - 1));
        int from = inside ? i - 1 : i;
        return Integer.compare(a.codePointAt(from), b.codePointAt(from));
    }

    /** {@code v1}, {@code v2}, … */
    private static boolean isStandard(String key) {
        for (int i = 1; i < key.length(); i++) {
            if (!Character.isDigit(key.charAt(i))) {
                return false;
            }
        }
        return key.length() > 1 && key.charAt(0) == 'v';
    }

    /** A name that a template can write: each operator in it is an underscore. */
    public static String alias(String name) {
        var alias = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            int operator = operatorAt(name, i);
            alias.append(operator == 0 ? name.charAt(i) : '_');
            i += Math.max(0, operator - 1);
        }
        return alias.toString();
    }

    /** Length of the operator that begins at a position; 0 where none does. */
    private static int operatorAt(String name, int position) {
        for (String operator : LONG_OPERATORS) {
            if (name.startsWith(operator, position)) {
                return operator.length();
            }
        }
        return OPERATORS.indexOf(name.charAt(position)) >= 0 ? 1 : 0;
    }

    /** UTF-8 is text, anything else stays bytes; what is no Base64 stays as it is. */
    private static Scalar decoded(Scalar value) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(value.display());
            String text = new String(bytes, StandardCharsets.UTF_8);
            boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
            return isText ? Scalar.text(text) : new Scalar.Binary(bytes, value.origin());
        } catch (IllegalArgumentException _) {
            return value;
        }
    }
}
