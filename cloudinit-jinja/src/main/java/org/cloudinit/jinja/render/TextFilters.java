package org.cloudinit.jinja.render;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Letters;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.Printf;
import org.cloudinit.jinja.value.Splitting;
import org.cloudinit.jinja.value.TextChanges;
import org.cloudinit.jinja.value.Texts;
import org.cloudinit.jinja.value.Tuple;
import org.cloudinit.jinja.value.Types;
import org.cloudinit.jinja.value.Undefined;
import org.jspecify.annotations.Nullable;

/** Filters that make a text of a text. */
final class TextFilters {
    private final Budget budget;
    private final Texts texts;

    TextFilters(Budget budget, Texts texts) {
        this.budget = budget;
        this.texts = texts;
    }

    /** The filtered value; null where the filter is none of these. */
    @Nullable Object apply(String name, Object value, Args args) {
        return switch (name) {
            case "upper" -> texts.str(value).toUpperCase(Locale.ROOT);
            case "lower" -> texts.str(value).toLowerCase(Locale.ROOT);
            case "capitalize" -> Letters.capitalized(texts.str(value));
            case "title" -> title(texts.str(value));
            case "trim" -> {
                Args.Bound bound = args.bind("chars");
                String characters = bound.has("chars") ? bound.text("chars") : null;
                yield Letters.stripped(texts.str(value), characters, true, true);
            }
            case "string", "safe" -> texts.str(value);
            case "e", "escape", "forceescape" -> escaped(texts.str(value));
            case "center" -> {
                int width = args.bind("width").integer("width", 80);
                yield TextChanges.centered(texts.str(value), width, budget);
            }
            case "replace" -> replaced(value, args.bind("old", "new", "count"));
            case "indent" -> indented(value, args.bind("width", "first", "blank"));
            case "truncate" -> truncated(value, args);
            case "format" -> formatted(value, args);
            case "wordcount" -> Args.number(words(texts.str(value)));
            case "wordwrap" -> Wrapping.wrapped(Types.text(value), args, budget);
            case "striptags" -> stripTags(texts.str(value));
            case "urlencode" -> urlEncoded(value);
            case "xmlattr" -> attributes(value, args.bind("autospace").flag("autospace", true));
            case "tojson" -> new JsonForm(budget, args.bind("indent")).write(value);
            default -> null;
        };
    }

    /** Each word's first letter large; words begin behind blanks and opening brackets. */
    private static String title(String text) {
        var out = new StringBuilder(text.length());
        boolean first = true;
        for (int i = 0; i < text.length(); ) {
            int end = text.offsetByCodePoints(i, 1);
            String letter = text.substring(i, end);
            boolean between = Letters.isWordStart(text.codePointAt(i));
            out.append(first ? letter.toUpperCase(Locale.ROOT) : letter.toLowerCase(Locale.ROOT));
            first = between;
            i = end;
        }
        return out.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private Object replaced(Object value, Args.Bound args) {
        return TextChanges.replaced(
                texts.str(value),
                texts.str(args.need("old")),
                texts.str(args.need("new")),
                args.integer("count", -1),
                budget);
    }

    private Object indented(Object value, Args.Bound args) {
        Object width = args.get("width", Args.number(4));
        String indent = width instanceof String text ? text : " ".repeat(spaces(args));
        List<String> lines = Splitting.lines(Types.text(value) + "\n", false);
        boolean blank = args.flag("blank", false);
        var out = new StringBuilder(args.flag("first", false) ? indent : "");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean marked = i > 0 && (blank || !line.isEmpty());
            budget.allocate((long) line.length() + indent.length());
            out.append(i > 0 ? "\n" : "").append(marked ? indent : "").append(line);
        }
        return out.toString();
    }

    private int spaces(Args.Bound args) {
        int width = Math.max(0, args.integer("width", 4));
        budget.allocate(width);
        return width;
    }

    private Object truncated(Object value, Args args) {
        Args.Bound bound = args.bind("length", "killwords", "end", "leeway");
        int length = bound.integer("length", 255);
        String end = bound.has("end") ? bound.text("end") : "...";
        int leeway = bound.integer("leeway", 5);
        if (length < end.length() || leeway < 0) {
            throw Fault.operation("truncate: the length is less than that of the end");
        }
        if (Types.length(value) <= (long) length + leeway) {
            return value;
        }
        String text = Types.text(value);
        String head = text.substring(0, length - end.length());
        int blank = bound.flag("killwords", false) ? -1 : head.lastIndexOf(' ');
        return (blank < 0 ? head : head.substring(0, blank)) + end;
    }

    private Object formatted(Object value, Args args) {
        if (!args.positional().isEmpty() && !args.named().isEmpty()) {
            throw Fault.operation("can't handle positional and keyword arguments at the same time");
        }
        Object values =
                args.named().isEmpty()
                        ? new Tuple(args.positional())
                        : new LinkedHashMap<Object, Object>(args.named());
        return new Printf(budget, texts).format(texts.str(value), values);
    }

    private static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean word = text.charAt(i) == '_' || Character.isLetterOrDigit(text.charAt(i));
            words += word && !inside ? 1 : 0;
            inside = word;
        }
        return words;
    }

    private static String stripTags(String text) {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '<' ? text.indexOf('>', at) : -1;
            if (end >= 0) {
                at = end + 1;
            } else {
                out.append(text.charAt(at++));
            }
        }
        return Letters.oneBlank(out.toString());
    }

    private Object urlEncoded(Object value) {
        if (value instanceof String || !Types.isIterable(value)) {
            return quoted(texts.str(value), "/");
        }
        var pairs = new ArrayList<Tuple>();
        if (value instanceof LinkedHashMap<?, ?> dict) {
            dict.forEach((key, item) -> pairs.add(Tuple.of(key, item)));
        } else {
            for (Object pair : Types.items(value)) {
                var two = new Tuple(Types.items(pair));
                if (two.items().size() != 2) {
                    throw Fault.operation("urlencode wants pairs of key and value");
                }
                pairs.add(two);
            }
        }
        var out = new StringBuilder();
        for (Tuple pair : pairs) {
            out.append(out.isEmpty() ? "" : "&")
                    .append(quoted(texts.str(pair.items().getFirst()), "").replace("%20", "+"))
                    .append('=')
                    .append(quoted(texts.str(pair.items().getLast()), "").replace("%20", "+"));
        }
        return budget.made(out.toString());
    }

    private String quoted(String text, String safe) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0);
            if (plain || safe.indexOf(c) >= 0) {
                out.append(c);
            } else {
                String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
                out.append(hex.length() < 2 ? "%0" : "%").append(hex);
            }
        }
        return budget.made(out.toString());
    }

    private Object attributes(Object value, boolean autospace) {
        if (!(value instanceof LinkedHashMap<?, ?> dict)) {
            throw Fault.operation("xmlattr wants a dict");
        }
        var out = new StringBuilder();
        for (Map.Entry<?, ?> entry : dict.entrySet()) {
            if (entry.getValue() != None.NONE && !(entry.getValue() instanceof Undefined)) {
                String key = texts.str(entry.getKey());
                if (Letters.hasAny(key, " \t\n\r\f\u000b/>=")) {
                    throw Fault.operation("Invalid character in attribute name");
                }
                out.append(out.isEmpty() && !autospace ? "" : " ")
                        .append(escaped(key))
                        .append("=\"")
                        .append(escaped(texts.str(entry.getValue())))
                        .append('"');
            }
        }
        return budget.made(out.toString());
    }
}
