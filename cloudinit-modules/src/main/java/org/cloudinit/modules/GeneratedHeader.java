package org.cloudinit.modules;

import java.time.InstantSource;
import org.cloudinit.api.host.UtcTime;

/** The comment at the head of files that are made here ({@code util.make_header}). */
public final class GeneratedHeader {
    private GeneratedHeader() {}

    /**
     * The comment, without a line break.
     *
     * @param verb what was done: {@code Created}, {@code Added}
     */
    public static String of(String verb, InstantSource clock) {
        return "# " + verb + " by cloud-init v. " + version() + " on " + time(clock);
    }

    /** This program's version. */
    public static String version() {
        var descriptor = GeneratedHeader.class.getModule().getDescriptor();
        return descriptor == null ? "?" : descriptor.rawVersion().orElse("?");
    }

    /** The time, in the form of mails and in UTC ({@code util.time_rfc2822}). */
    public static String time(InstantSource clock) {
        return UtcTime.of(clock.millis()).mail();
    }
}
