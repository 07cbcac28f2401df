package org.cloudinit.core.userdata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header lines of a part, in order. Names compare without regard to case.
 *
 * @param fields names and values as written, folded lines kept
 */
record Headers(List<Field> fields) {
    static final Headers NONE = new Headers(List.of());

    static final String CONTENT_TYPE = "Content-Type";
    static final String CONTENT_DISPOSITION = "Content-Disposition";
    static final String LAUNCH_INDEX = "Launch-Index";

    Headers {
        fields = List.copyOf(fields);
    }

    /** One header line. */
    record Field(String name, String value) {}

    /** The first value of a name, or null. */
    @Nullable String get(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }

    /** These and one more line at the end. */
    Headers with(String name, String value) {
        var longer = new ArrayList<>(fields);
        longer.add(new Field(name, value));
        return new Headers(longer);
    }

    /** These without a name, and one line of that name at the end. */
    Headers replaced(String name, String value) {
        return without(name).with(name, value);
    }

    Headers without(String name) {
        var rest = new ArrayList<Field>(fields.size());
        for (Field field : fields) {
            if (!field.name().equalsIgnoreCase(name)) {
                rest.add(field);
            }
        }
        return new Headers(rest);
    }

    /** Media type in lower case; {@code text/plain} where there is none or it is malformed. */
    String contentType() {
        String value = get(CONTENT_TYPE);
        if (value == null) {
            return "text/plain";
        }
        int semicolon = value.indexOf(';');
        String type = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
        int slash = type.indexOf('/');
        return slash < 0 || slash != type.lastIndexOf('/')
                ? "text/plain"
                : type.toLowerCase(Locale.ROOT);
    }

    /** The part of the media type before the slash. */
    String mainType() {
        String type = contentType();
        return type.substring(0, type.indexOf('/'));
    }

    /** Name of the file that the part says to be, or null. */
    @Nullable String filename() {
        String name = parameter(CONTENT_DISPOSITION, "filename");
        String found = name == null ? parameter(CONTENT_TYPE, "name") : name;
        return found == null ? null : found.strip();
    }

    /** A parameter of a header, unquoted; null where it is absent. */
    @Nullable String parameter(String header, String parameter) {
        String value = get(header);
        return value == null ? null : Parameters.find(value, parameter);
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        return fields.size() + " headers";
    }
}
