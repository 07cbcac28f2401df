package org.cloudinit.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How values of one type are merged with others. */
public sealed interface MergeRule {
    /**
     * The rule of a type with the settings that were given for it; unknown ones have no effect.
     *
     * @return null where there is no such type
     */
    static @Nullable MergeRule of(String type, Set<String> settings) {
        return switch (type) {
            case "dict", "m_dict" -> OfMapping.of(settings);
            case "list", "m_list" -> OfList.of(settings);
            case "str", "m_str" -> new OfText(settings.contains("append"));
            default -> null;
        };
    }

    private static boolean recursesLists(Set<String> settings) {
        return settings.contains("recurse_list") || settings.contains("recurse_array");
    }

    /**
     * Mappings: keys that are missing are added.
     *
     * @param replaces whether the other's value replaces the one that is there
     * @param recursesLists whether lists that both have are merged by the rule of what is there
     * @param recursesTexts the same for strings
     * @param deletes whether a null of the other removes the key
     */
    record OfMapping(
            boolean replaces, boolean recursesLists, boolean recursesTexts, boolean deletes)
            implements MergeRule {
        private static OfMapping of(Set<String> settings) {
            return new OfMapping(
                    settings.contains("replace"),
                    MergeRule.recursesLists(settings),
                    settings.contains("recurse_str"),
                    settings.contains("allow_delete"));
        }
    }

    /** What becomes of a list. */
    enum ListMethod {
        APPEND,
        PREPEND,
        /** Items at the same position are replaced; those beyond the end are left out. */
        REPLACE,
        KEEP
    }

    /**
     * Lists.
     *
     * @param method what becomes of the list
     * @param recursesLists whether replaced items are merged instead, where the new item is a list
     * @param recursesTexts the same for strings
     * @param recursesMappings the same for mappings
     */
    record OfList(
            ListMethod method,
            boolean recursesLists,
            boolean recursesTexts,
            boolean recursesMappings)
            implements MergeRule {
        private static OfList of(Set<String> settings) {
            return new OfList(
                    method(settings),
                    MergeRule.recursesLists(settings),
                    settings.contains("recurse_str"),
                    settings.contains("recurse_dict"));
        }

        private static ListMethod method(Set<String> settings) {
            if (settings.contains("append")) {
                return ListMethod.APPEND;
            }
            if (settings.contains("prepend")) {
                return ListMethod.PREPEND;
            }
            boolean keeps = settings.contains("no_replace") && !settings.contains("replace");
            return keeps ? ListMethod.KEEP : ListMethod.REPLACE;
        }
    }

    /**
     * Strings.
     *
     * @param appends whether the other's text is appended; else it replaces
     */
    record OfText(boolean appends) implements MergeRule {}
}
