package org.cloudinit.api.spi;

/** How often something runs. */
public enum Frequency {
    /** Once in the life of an instance. */
    PER_INSTANCE("once-per-instance"),
    /** Once on this disk, whatever the instance. */
    PER_ONCE("once"),
    /** On every boot. */
    PER_ALWAYS("always");

    private final String spelling;

    Frequency(String spelling) {
        this.spelling = spelling;
    }

    /** The word in configuration and logs. */
    public String spelling() {
        return spelling;
    }
}
