package org.cloudinit.jinja.value;

/** What a template may cost: steps, memory, time. */
public final class Budget {
    private static final int CLOCK_EVERY = 1024;
    private static final int ITEM = 16;

    private final long deadline;
    private int steps;
    private long room;

    /**
     * @param steps most expressions and statements that are evaluated
     * @param room most characters and items that are made, output and values together
     * @param millis most time
     */
    public Budget(int steps, long room, long millis) {
        this.steps = steps;
        this.room = room;
        this.deadline = System.nanoTime() + millis * 1_000_000;
    }

    /** Counts one step. */
    public void step() {
        if (--steps < 0) {
            throw Fault.bound("too many steps");
        }
        if (steps % CLOCK_EVERY == 0 && System.nanoTime() > deadline) {
            throw Fault.bound("too much time");
        }
    }

    /** Counts characters or items before they are made. */
    public void allocate(long count) {
        room -= Math.max(0, count);
        if (room < 0) {
            throw Fault.bound("too much memory");
        }
    }

    /** Counts items of a list or dict, each of which is worth several characters. */
    public void allocateItems(long count) {
        allocate(ITEM * count);
    }

    /** Counts a text that is as large as another value, and answers it. */
    public String made(String text) {
        allocate(text.length());
        return text;
    }
}
