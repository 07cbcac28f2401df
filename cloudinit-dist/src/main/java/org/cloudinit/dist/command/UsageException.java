package org.cloudinit.dist.command;

import java.io.Serial;

/** A command line that cannot be followed. */
public final class UsageException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final String remedy;

    /**
     * Says what is wrong.
     *
     * @param message what is wrong with the command line, without a full stop
     * @param remedy what would be right, as a sentence
     */
    public UsageException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What would be right. */
    public String remedy() {
        return remedy;
    }
}
