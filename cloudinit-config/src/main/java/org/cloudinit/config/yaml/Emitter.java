package org.cloudinit.config.yaml;

import java.util.Base64;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree in block style as PyYAML's emitter does with an indent of 4. A list that is a
 * mapping's value is not indented; a key that is long, empty or of several lines follows a question
 * mark.
 */
final class Emitter {
    /** PyYAML counts the tag too, though it is not written. */
    private static final int LONGEST_SIMPLE_KEY = 127;

    private static final int BASE64_LINE = 76;

    private final Page page = new Page();
    private final @Nullable Anchors anchors;
    private boolean openEnded;

    private Emitter(@Nullable Anchors anchors) {
        this.anchors = anchors;
    }

    /**
     * Writes a document.
     *
     * @param aliases whether a value that is one object in several places is written once
     */
    static String write(
            ConfigTree tree, boolean explicitStart, boolean explicitEnd, boolean aliases) {
        Anchors anchors = null;
        if (aliases) {
            anchors = new Anchors();
            anchors.visit(tree);
        }
        return new Emitter(anchors).document(tree, explicitStart, explicitEnd);
    }

    private String document(ConfigTree tree, boolean explicitStart, boolean explicitEnd) {
        if (explicitStart) {
            page.indicator("---", true, false);
        }
        node(tree, false, true);
        page.toIndent();
        if (explicitEnd || openEnded) {
            page.indicator("...", true, false);
            page.toIndent();
        }
        return page.toString();
    }

    private void node(ConfigTree tree, boolean mappingValue, boolean root) {
        String mark = anchors == null ? null : anchors.mark(tree);
        if (mark != null) {
            page.indicator(mark, true, false);
            if (mark.startsWith("*")) {
                return;
            }
        }
        switch (tree) {
            case Scalar scalar -> {
                scalar(scalar, false);
                openEnded = root && style(scalar) == Style.PLAIN;
            }
            case Sequence sequence when sequence.isEmpty() -> page.indicator("[]", true, false);
            case Sequence sequence -> sequence(sequence, mappingValue);
            case Mapping mapping when mapping.isEmpty() -> page.indicator("{}", true, false);
            case Mapping mapping -> mapping(mapping);
        }
    }

    private void sequence(Sequence sequence, boolean mappingValue) {
        int outer = page.indent();
        boolean indentless = mappingValue && !page.indention();
        page.indent(indentless ? outer : deeper(outer));
        for (ConfigTree item : sequence) {
            page.toIndent();
            page.indicator("-", true, true);
            node(item, false, false);
        }
        page.indent(outer);
    }

    private void mapping(Mapping mapping) {
        int outer = page.indent();
        page.indent(deeper(outer));
        for (Map.Entry<Scalar, ConfigTree> entry : KeyOrder.sorted(mapping)) {
            page.toIndent();
            if (isSimple(entry.getKey())) {
                scalar(entry.getKey(), true);
                page.indicator(":", false, false);
            } else {
                page.indicator("?", true, true);
                scalar(entry.getKey(), false);
                page.toIndent();
                page.indicator(":", true, true);
            }
            node(entry.getValue(), true, false);
        }
        page.indent(outer);
    }

    private static int deeper(int indent) {
        return indent == Page.NO_INDENT ? 0 : indent + Page.STEP;
    }

    private static boolean isSimple(Scalar key) {
        String text = text(key);
        var analysis = ScalarAnalysis.of(text);
        int length = tag(key).length() + text.codePointCount(0, text.length());
        return length <= LONGEST_SIMPLE_KEY && !analysis.empty() && !analysis.multiline();
    }

    private void scalar(Scalar scalar, boolean simpleKey) {
        int outer = page.indent();
        page.indent(outer == Page.NO_INDENT ? Page.STEP : outer + Page.STEP);
        String text = text(scalar);
        if (scalar instanceof Scalar.Binary) {
            page.indicator(tag(scalar), true, false);
        }
        switch (style(scalar)) {
            case PLAIN -> ScalarStyles.plain(page, text, !simpleKey);
            case SINGLE -> ScalarStyles.single(page, text, !simpleKey);
            case DOUBLE -> ScalarStyles.quoted(page, text, !simpleKey);
            case LITERAL -> ScalarStyles.literal(page, text);
        }
        page.indent(outer);
    }

    private enum Style {
        PLAIN,
        SINGLE,
        DOUBLE,
        LITERAL
    }

    private static Style style(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Text text -> style(text.value());
            case Scalar.Binary binary -> binary.truthy() ? Style.LITERAL : Style.DOUBLE;
            case Scalar.Int _, Scalar.BigInt _, Scalar.Real _, Scalar.Bool _, Scalar.Null _ ->
                    Style.PLAIN;
            case Scalar.Date _, Scalar.Timestamp _ -> Style.PLAIN;
        };
    }

    /** Text is plain when it would read back as a string, and as this string. */
    private static Style style(String text) {
        var analysis = ScalarAnalysis.of(text);
        if (analysis.plain() && Resolver.resolve(text) == Tag.STR) {
            return Style.PLAIN;
        }
        return analysis.single() ? Style.SINGLE : Style.DOUBLE;
    }

    private static String text(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> "null";
            case Scalar.Bool bool -> bool.value() ? "true" : "false";
            case Scalar.Real real -> real(real);
            case Scalar.Binary binary -> base64(binary.value());
            case Scalar.Text _, Scalar.Int _, Scalar.BigInt _, Scalar.Date _, Scalar.Timestamp _ ->
                    scalar.display();
        };
    }

    /** YAML 1.1 wants a point in every float, which Python's {@code 1e+20} lacks. */
    private static String real(Scalar.Real real) {
        String text = real.display();
        return switch (text) {
            case "nan", "inf" -> "." + text;
            case "-inf" -> "-.inf";
            default -> text.indexOf('.') < 0 ? text.replace("e", ".0e") : text;
        };
    }

    private static String base64(byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        }
        return Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\n'}).encodeToString(bytes) + "\n";
    }

    private static String tag(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Text _ -> "!!str";
            case Scalar.Int _, Scalar.BigInt _ -> "!!int";
            case Scalar.Real _ -> "!!float";
            case Scalar.Bool _ -> "!!bool";
            case Scalar.Null _ -> "!!null";
            case Scalar.Date _, Scalar.Timestamp _ -> "!!timestamp";
            case Scalar.Binary _ -> "!!binary";
        };
    }
}
