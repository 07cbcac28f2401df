package org.cloudinit.api.host;

import java.time.InstantSource;
import java.util.Objects;

/**
 * All ports of a machine.
 *
 * @param root its files
 * @param mounter mounts devices
 * @param links network links
 * @param processes programs
 * @param clock wall clock
 */
public record Host(
        HostRoot root,
        Mounter mounter,
        NetLinks links,
        ProcessRunner processes,
        InstantSource clock) {
    public Host {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(mounter, "mounter");
        Objects.requireNonNull(links, "links");
        Objects.requireNonNull(processes, "processes");
        Objects.requireNonNull(clock, "clock");
    }

    /** The same machine, whose programs are started by another port. */
    public Host with(ProcessRunner others) {
        return new Host(root, mounter, links, others, clock);
    }
}
