package org.cloudinit.config.yaml;

/** The tags that {@code safe_load} knows. */
enum Tag {
    STR("str"),
    INT("int"),
    FLOAT("float"),
    BOOL("bool"),
    NULL("null"),
    TIMESTAMP("timestamp"),
    BINARY("binary"),
    /** The plain scalar {@code <<}: as a key it merges, elsewhere it is refused. */
    MERGE("merge"),
    /** The plain scalar {@code =}: as a key it is a string, elsewhere it is refused. */
    VALUE("value"),
    SEQ("seq"),
    MAP("map"),
    SET("set"),
    OMAP("omap"),
    PAIRS("pairs"),
    /** Any other tag: refused when a value is made of the node. */
    UNKNOWN("");

    private static final String PREFIX = "tag:yaml.org,2002:";

    private final String name;

    Tag(String name) {
        this.name = name;
    }

    /** The tag of a full name such as {@code tag:yaml.org,2002:int}. */
    static Tag of(String uri) {
        if (uri.startsWith(PREFIX)) {
            String name = uri.substring(PREFIX.length());
            for (Tag tag : values()) {
                if (tag.name.equals(name) && tag != UNKNOWN) {
                    return tag;
                }
            }
        }
        return UNKNOWN;
    }
}
