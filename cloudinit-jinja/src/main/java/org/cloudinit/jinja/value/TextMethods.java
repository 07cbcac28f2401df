package org.cloudinit.jinja.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.PythonString;
import org.jspecify.annotations.Nullable;

/** Methods of {@code str}; those that cut a text apart are in {@link Splitting}. */
final class TextMethods {
    private final Members members;
    private final Texts texts;
    private final Budget budget;

    TextMethods(Members members, Texts texts, Budget budget) {
        this.members = members;
        this.texts = texts;
        this.budget = budget;
    }

    /** A method of a text, or null. */
    @Nullable Function of(String text, String name) {
        Function found = changing(text, name);
        found = found == null ? asking(text, name) : found;
        found = found == null ? padding(text, name) : found;
        return found == null ? Splitting.of(text, name) : found;
    }

    private @Nullable Function changing(String text, String name) {
        return switch (name) {
            case "upper" -> args -> text.toUpperCase(Locale.ROOT);
            case "lower", "casefold" -> args -> text.toLowerCase(Locale.ROOT);
            case "capitalize" -> args -> Letters.capitalized(text);
            case "title" -> args -> Letters.title(text);
            case "swapcase" -> args -> Letters.swapped(text);
            case "strip" -> args -> Letters.strippedOf(text, args.bind("chars"), true, true);
            case "lstrip" -> args -> Letters.strippedOf(text, args.bind("chars"), true, false);
            case "rstrip" -> args -> Letters.strippedOf(text, args.bind("chars"), false, true);
            case "replace" -> args -> replaced(text, args.bind("old", "new", "count"));
            case "removeprefix" ->
                    args -> {
                        String prefix = args.bind("prefix").text("prefix");
                        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
                    };
            case "removesuffix" ->
                    args -> {
                        String suffix = args.bind("suffix").text("suffix");
                        return text.endsWith(suffix)
                                ? text.substring(0, text.length() - suffix.length())
                                : text;
                    };
            case "join" -> args -> joined(text, args.bind("iterable").need("iterable"));
            case "format" -> args -> new BraceFormat(members, texts, budget, args).format(text);
            case "encode" -> args -> new Bytes(text.getBytes(StandardCharsets.UTF_8));
            default -> null;
        };
    }

    private @Nullable Function asking(String text, String name) {
        return switch (name) {
            case "startswith" -> args -> begins(text, args, true);
            case "endswith" -> args -> begins(text, args, false);
            case "find" -> args -> Args.number(found(text, args, true));
            case "rfind" -> args -> Args.number(found(text, args, false));
            case "index", "rindex" ->
                    args -> {
                        int at = found(text, args, name.equals("index"));
                        if (at < 0) {
                            throw Fault.operation("substring not found");
                        }
                        return Args.number(at);
                    };
            case "count" -> args -> Args.number(count(text, args.bind("sub").text("sub")));
            case "isdigit", "isdecimal", "isnumeric" ->
                    args -> Letters.all(text, Character::isDigit);
            case "isalpha" -> args -> Letters.all(text, Character::isLetter);
            case "isalnum" -> args -> Letters.all(text, Character::isLetterOrDigit);
            case "isspace" -> args -> Letters.all(text, PythonString::isSpace);
            case "isupper" -> args -> Letters.isUpper(text);
            case "islower" -> args -> Letters.isLower(text);
            default -> null;
        };
    }

    private @Nullable Function padding(String text, String name) {
        return switch (name) {
            case "center" -> args -> padded(text, args, 'c');
            case "ljust" -> args -> padded(text, args, 'l');
            case "rjust" -> args -> padded(text, args, 'r');
            case "zfill" ->
                    args -> {
                        int width = args.bind("width").integer("width", 0);
                        boolean signed = text.startsWith("-") || text.startsWith("+");
                        String sign = signed ? text.substring(0, 1) : "";
                        return sign + filling(text, width, "0") + text.substring(sign.length());
                    };
            default -> null;
        };
    }

    private String filling(String text, int width, String fill) {
        int missing = Math.max(0, width - text.codePointCount(0, text.length()));
        budget.allocate(missing);
        return fill.repeat(missing);
    }

    private Object padded(String text, Args args, char side) {
        Args.Bound bound = args.bind("width", "fillchar");
        int width = bound.integer("width", 0);
        String fill = bound.has("fillchar") ? bound.text("fillchar") : " ";
        return pad(text, width, fill, side);
    }

    /** A text in the middle of a width, as Python places it. */
    String pad(String text, int width, String fill, char side) {
        String filling = filling(text, width, fill);
        int missing = filling.length();
        if (side == 'l') {
            return text + filling;
        }
        if (side == 'r') {
            return filling + text;
        }
        int left = missing / 2 + (missing & width & 1);
        return filling.substring(0, left) + text + filling.substring(left);
    }

    private Object replaced(String text, Args.Bound args) {
        int count = args.integer("count", -1);
        return TextChanges.replaced(text, args.text("old"), args.text("new"), count, budget);
    }

    private Object joined(String separator, Object iterable) {
        var out = new StringBuilder();
        boolean first = true;
        for (Object item : Types.items(iterable)) {
            if (!(item instanceof String text)) {
                throw Fault.operation(
                        "sequence item: expected str instance, " + Types.name(item) + " found");
            }
            budget.allocate((long) text.length() + separator.length());
            out.append(first ? "" : separator).append(text);
            first = false;
        }
        return out.toString();
    }

    private static Object begins(String text, Args args, boolean start) {
        Object wanted = args.bind("prefix", "start").need("prefix");
        List<Object> wanteds = wanted instanceof Tuple tuple ? tuple.items() : List.of(wanted);
        for (Object one : new ArrayList<>(wanteds)) {
            String part = Types.text(one);
            if (start ? text.startsWith(part) : text.endsWith(part)) {
                return true;
            }
        }
        return false;
    }

    private static int found(String text, Args args, boolean first) {
        Args.Bound bound = args.bind("sub", "start");
        String part = bound.text("sub");
        int from = Math.min(text.length(), Math.max(0, bound.integer("start", 0)));
        int at = first ? text.indexOf(part, from) : text.lastIndexOf(part);
        return at < from ? -1 : text.codePointCount(0, at);
    }

    private static int count(String text, String part) {
        if (part.isEmpty()) {
            return text.codePointCount(0, text.length()) + 1;
        }
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
