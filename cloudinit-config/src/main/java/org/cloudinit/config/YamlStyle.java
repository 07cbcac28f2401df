package org.cloudinit.config;

/**
 * The options of the original's {@code safeyaml.dumps}.
 *
 * @param explicitStart whether the text begins with {@code ---}
 * @param explicitEnd whether the text ends with {@code ...}
 * @param aliases whether a value that an alias repeated is written as an alias again
 */
public record YamlStyle(boolean explicitStart, boolean explicitEnd, boolean aliases) {
    /** The original's default, as in {@code cloud-config.txt}. */
    public static final YamlStyle DOCUMENT = new YamlStyle(true, true, true);

    /** Without markers and aliases, as in netplan's files. */
    public static final YamlStyle BARE = new YamlStyle(false, false, false);
}
