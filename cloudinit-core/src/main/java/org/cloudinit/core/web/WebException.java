package org.cloudinit.core.web;

import java.io.IOException;

/**
 * Why an address gave nothing. The message is of our own making: those of the platform quote the
 * address, and with it what is secret in it.
 */
public final class WebException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean lasting;
    private final long pauseSeconds;

    private WebException(String message, boolean lasting, long pauseSeconds) {
        super(message);
        this.lasting = lasting;
        this.pauseSeconds = pauseSeconds;
    }

    /** A failure that waiting will not mend. */
    static WebException lasting(String message) {
        return new WebException(message, true, 0);
    }

    /** A failure that may be gone on the next try. */
    static WebException passing(String message) {
        return new WebException(message, false, 0);
    }

    /** A server that says when to ask again. */
    static WebException overloaded(String message, long seconds) {
        return new WebException(message, false, seconds);
    }

    boolean isLasting() {
        return lasting;
    }

    /** Seconds that the server asks to wait; 0 where it does not say. */
    long pauseSeconds() {
        return pauseSeconds;
    }
}
