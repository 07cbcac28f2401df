package org.cloudinit.jinja.value;

/** Python's {@code str.format}: fields in braces, with attributes and items of the arguments. */
final class BraceFormat {
    private final Members members;
    private final Texts texts;
    private final Budget budget;
    private final Args args;
    private int next;

    BraceFormat(Members members, Texts texts, Budget budget, Args args) {
        this.members = members;
        this.texts = texts;
        this.budget = budget;
        this.args = args;
    }

    String format(String format) {
        var out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            boolean twice = at + 1 < format.length() && format.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && twice) {
                out.append(c);
                at += 2;
            } else if (c == '}') {
                throw Fault.operation("Single '}' encountered in format string");
            } else if (c == '{') {
                int end = close(format, at);
                out.append(field(format.substring(at + 1, end)));
                at = end + 1;
            } else {
                out.append(c);
                at++;
            }
        }
        return budget.made(out.toString());
    }

    private static int close(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            depth += format.charAt(i) == '{' ? 1 : format.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw Fault.operation("expected '}' before end of string");
    }

    private String field(String field) {
        budget.step();
        int colon = field.indexOf(':');
        String name = colon < 0 ? field : field.substring(0, colon);
        String spec = colon < 0 ? "" : field.substring(colon + 1);
        char conversion = 0;
        int mark = name.indexOf('!');
        if (mark >= 0 && mark == name.length() - 2) {
            conversion = name.charAt(mark + 1);
            name = name.substring(0, mark);
        }
        Object value = value(name);
        Object shown =
                switch (conversion) {
                    case 0 -> value;
                    case 's' -> texts.str(value);
                    case 'r', 'a' -> texts.repr(value);
                    default -> throw Fault.operation("Unknown conversion specifier");
                };
        String inner = spec.indexOf('{') >= 0 ? format(spec) : spec;
        return inner.isEmpty()
                ? texts.str(shown)
                : FormatSpec.parse(inner).format(shown, texts, budget);
    }

    private Object value(String name) {
        int at = 0;
        while (at < name.length() && name.charAt(at) != '.' && name.charAt(at) != '[') {
            at++;
        }
        Object value = argument(name.substring(0, at));
        while (at < name.length()) {
            boolean item = name.charAt(at) == '[';
            int end = at + 1;
            while (end < name.length()
                    && (item
                            ? name.charAt(end) != ']'
                            : name.charAt(end) != '.' && name.charAt(end) != '[')) {
                end++;
            }
            String part = name.substring(at + 1, end);
            value =
                    item
                            ? members.item(
                                    value,
                                    isDigits(part) ? Args.number(Long.parseLong(part)) : part)
                            : members.attribute(value, part);
            at = item ? end + 1 : end;
        }
        return value;
    }

    private Object argument(String name) {
        if (name.isEmpty() || isDigits(name)) {
            int index = name.isEmpty() ? next++ : Integer.parseInt(name);
            if (index >= args.positional().size()) {
                throw Fault.operation("Replacement index " + index + " out of range");
            }
            return args.positional().get(index);
        }
        Object value = args.named().get(name);
        if (value == null) {
            throw Fault.operation("the format names an argument that is not there");
        }
        return value;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() < 9;
    }
}
