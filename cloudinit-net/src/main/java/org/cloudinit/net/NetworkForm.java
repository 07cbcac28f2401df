package org.cloudinit.net;

import org.jspecify.annotations.Nullable;

/** The forms of network configuration that can be read. */
public enum NetworkForm {
    /** Network config version 1 or 2, in YAML or JSON. */
    YAML("yaml"),
    /** OpenStack's {@code network_data.json}. */
    NETWORK_DATA("network_data.json"),
    /** An interfaces file of ifupdown. */
    ENI("eni");

    private final String spelling;

    NetworkForm(String spelling) {
        this.spelling = spelling;
    }

    /** The word for it on command lines ({@code net-convert --kind}). */
    public String spelling() {
        return spelling;
    }

    /** The form of that word, or null. */
    public static @Nullable NetworkForm of(@Nullable String spelling) {
        for (NetworkForm form : values()) {
            if (form.spelling.equals(spelling)) {
                return form;
            }
        }
        return null;
    }
}
