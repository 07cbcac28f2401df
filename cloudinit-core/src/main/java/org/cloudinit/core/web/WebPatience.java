package org.cloudinit.core.web;

/**
 * How long is waited for the network, in milliseconds.
 *
 * @param answer for a connection, and for each piece of an answer
 * @param tries how often one address is asked
 * @param pause between two tries
 * @param each for one address with all its tries
 * @param all for all addresses of a reader
 */
public record WebPatience(int answer, int tries, long pause, long each, long all) {
    /** For includes: the reference's time, tries and pauses, and an end to it all. */
    public static final WebPatience INCLUDES = new WebPatience(5_000, 11, 1_000, 120_000, 600_000);

    /** For a configuration that the kernel's command line names. */
    public static final WebPatience COMMAND_LINE =
            new WebPatience(10_000, 3, 1_000, 60_000, 60_000);
}
