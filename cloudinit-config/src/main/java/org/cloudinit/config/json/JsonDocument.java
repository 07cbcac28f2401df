package org.cloudinit.config.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.Limits;
import org.cloudinit.config.text.NodeBudget;
import org.cloudinit.config.text.NumberText;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document. The only class that sees Jackson, of which it uses the tokens alone:
 * numbers are made from their text, so that neither BigDecimal nor BigInteger is at work in usual
 * documents.
 */
public final class JsonDocument {
    private static final String ACT = "reading JSON";

    /** Has no state but its settings: see {@link #factory}. */
    private static final JsonFactory USUAL = factory(Limits.DEFAULT);

    private final JsonParser tokens;
    private final String source;
    private final Limits limits;
    private final NodeBudget budget;
    private int depth;

    private JsonDocument(JsonParser tokens, String source, Limits limits) {
        this.tokens = tokens;
        this.source = source;
        this.limits = limits;
        this.budget = new NodeBudget("json", limits.nodes());
    }

    /**
     * Reads a document as Python's {@code json.loads} does.
     *
     * @throws MalformedException {@code json.syntax}, {@code json.value}, {@code json.depth} or
     *     {@code json.bomb}, with line and column
     */
    public static ConfigTree read(String text, String source, Limits limits) {
        JsonFactory factory = limits.equals(Limits.DEFAULT) ? USUAL : factory(limits);
        try (JsonParser tokens = factory.createParser(text)) {
            return new JsonDocument(tokens, source, limits).document();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Names are not interned and buffers not kept: a boot reads a handful of small documents. */
    private static JsonFactory factory(Limits limits) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(limits.depth() + 1)
                                .maxNumberLength(limits.bytes())
                                .maxStringLength(limits.bytes())
                                .maxNameLength(limits.bytes())
                                .build())
                .build();
    }

    private ConfigTree document() throws IOException {
        if (next() == null) {
            throw fault("syntax", here(), "the document is empty", "Write a JSON value.");
        }
        ConfigTree value = value();
        if (next() != null) {
            throw fault("syntax", here(), "text follows the end of the value", "Remove it.");
        }
        return value;
    }

    /**
     * The next token, or null at the end. Neither Jackson's message nor its exception goes on: both
     * quote the text.
     */
    private @Nullable JsonToken next() throws IOException {
        try {
            return tokens.nextToken();
        } catch (JsonEOFException e) {
            throw fault(
                    "syntax",
                    place(e.getLocation()),
                    "the document ends inside of a value",
                    "Complete the document.");
        } catch (StreamReadException e) {
            throw fault(
                    "syntax",
                    place(e.getLocation()),
                    "this is no JSON",
                    "Correct the JSON at this place.");
        }
    }

    private ConfigTree value() throws IOException {
        Origin origin = here();
        budget.spend(1, origin);
        return switch (tokens.currentToken()) {
            case START_OBJECT -> object(origin);
            case START_ARRAY -> array(origin);
            case VALUE_STRING -> new Scalar.Text(text(), origin);
            case VALUE_NUMBER_INT -> whole(text(), origin);
            case VALUE_NUMBER_FLOAT -> real(text(), origin);
            case VALUE_TRUE -> new Scalar.Bool(true, origin);
            case VALUE_FALSE -> new Scalar.Bool(false, origin);
            case VALUE_NULL -> new Scalar.Null(origin);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw fault(
                            "syntax",
                            origin,
                            "a value is expected here",
                            "Correct the JSON at this place.");
        };
    }

    /**
     * A string may be broken although its first character is not: Jackson looks at the rest only
     * now.
     */
    private String text() throws IOException {
        try {
            return tokens.getText();
        } catch (JsonEOFException e) {
            throw fault(
                    "syntax",
                    place(e.getLocation()),
                    "the document ends inside of a string",
                    "Complete the document.");
        } catch (StreamReadException e) {
            throw fault(
                    "syntax",
                    place(e.getLocation()),
                    "this is no JSON string",
                    "Correct the string at this place.");
        }
    }

    private Mapping object(Origin origin) throws IOException {
        enter(origin);
        var builder = Mapping.builder(origin);
        while (next() != JsonToken.END_OBJECT) {
            var key = new Scalar.Text(text(), here());
            next();
            builder.put(key, value());
        }
        depth--;
        return builder.build();
    }

    private Sequence array(Origin origin) throws IOException {
        enter(origin);
        var items = new ArrayList<ConfigTree>();
        while (next() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        depth--;
        return new Sequence(items, origin);
    }

    private void enter(Origin origin) {
        if (++depth > limits.depth()) {
            throw fault(
                    "depth",
                    origin,
                    "values are nested deeper than " + limits.depth(),
                    "Nest fewer values.");
        }
    }

    private Scalar whole(String text, Origin origin) {
        boolean negative = text.startsWith("-");
        Scalar value = NumberText.whole(negative, negative ? text.substring(1) : text, 10, origin);
        if (value == null) {
            throw fault("value", origin, "the number has too many digits", "Shorten the number.");
        }
        return value;
    }

    /** Jackson knows more words for what is no number than Python does. */
    private Scalar real(String text, Origin origin) {
        Double value =
                switch (text) {
                    case "NaN" -> Double.valueOf(Double.NaN);
                    case "Infinity" -> Double.valueOf(Double.POSITIVE_INFINITY);
                    case "-Infinity" -> Double.valueOf(Double.NEGATIVE_INFINITY);
                    default -> NumberText.real(text);
                };
        if (value == null) {
            throw fault("syntax", origin, "this is no number", "Correct the JSON at this place.");
        }
        return new Scalar.Real(value, origin);
    }

    private Origin here() {
        return place(tokens.currentTokenLocation());
    }

    private Origin place(@Nullable JsonLocation location) {
        return location == null
                ? Origin.of(source)
                : new Origin(
                        source,
                        Math.max(location.getLineNr(), 0),
                        Math.max(location.getColumnNr(), 0));
    }

    private static MalformedException fault(
            String code, Origin origin, String message, String remedy) {
        return new MalformedException("json." + code, ACT, origin, message, remedy);
    }
}
