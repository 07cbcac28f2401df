package org.cloudinit.dist.userdata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types of user-data and the first lines that tell them ({@code INCLUSION_TYPES_MAP}). */
public final class KnownTypes {
    /** The type of what configures the machine. */
    public static final String CLOUD_CONFIG = "text/cloud-config";

    /** The type of templates. */
    public static final String TEMPLATE = "text/jinja2";

    private static final Map<String, String> BY_MARK =
            Map.ofEntries(
                    Map.entry("#include", "text/x-include-url"),
                    Map.entry("#include-once", "text/x-include-once-url"),
                    Map.entry("#!", "text/x-shellscript"),
                    Map.entry("#cloud-config", CLOUD_CONFIG),
                    Map.entry("#part-handler", "text/part-handler"),
                    Map.entry("#cloud-boothook", "text/cloud-boothook"),
                    Map.entry("#cloud-config-archive", "text/cloud-config-archive"),
                    Map.entry("#cloud-config-jsonp", "text/cloud-config-jsonp"),
                    Map.entry("## template: jinja", TEMPLATE));

    /** Types of parts of a message, which no first line tells. */
    private static final List<String> OF_PARTS =
            List.of(
                    "text/x-shellscript-per-boot",
                    "text/x-shellscript-per-instance",
                    "text/x-shellscript-per-once");

    private KnownTypes() {}

    /** All types, sorted. */
    static List<String> all() {
        var types = new ArrayList<>(BY_MARK.values());
        types.addAll(OF_PARTS);
        Collections.sort(types);
        return types;
    }

    /** The beginnings of first lines, sorted. */
    public static List<String> marks() {
        return List.copyOf(new TreeMap<>(BY_MARK).keySet());
    }

    /**
     * The type that the beginning of a document tells ({@code type_from_starts_with}): white space
     * before it and case do not count, the longest mark does. Null where it tells none.
     */
    public static @Nullable String of(String document) {
        String text = document.stripLeading().toLowerCase(Locale.ROOT);
        String found = null;
        for (String mark : BY_MARK.keySet()) {
            if (text.startsWith(mark) && (found == null || found.length() < mark.length())) {
                found = mark;
            }
        }
        return found == null ? null : BY_MARK.get(found);
    }
}
