package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** {@code range(start, stop, step)}. */
public record NumberRange(int start, int stop, int step) {
    /** The original's sandbox allows no longer one. */
    private static final int MOST = 100_000;

    public NumberRange {
        if (step == 0) {
            throw Fault.operation("range() arg 3 must not be zero");
        }
        if (length(start, stop, step) > MOST) {
            throw Fault.bound("a range of more than " + MOST + " numbers");
        }
    }

    private static long length(long start, long stop, long step) {
        long distance = step > 0 ? stop - start : start - stop;
        long stride = Math.abs(step);
        return distance <= 0 ? 0 : (distance + stride - 1) / stride;
    }

    public List<Object> items() {
        long length = length(start, stop, step);
        var items = new ArrayList<Object>((int) length);
        for (long i = 0; i < length; i++) {
            items.add(BigInteger.valueOf(start + i * step));
        }
        return items;
    }

    /** As it is written. */
    String shown() {
        return "range(" + start + ", " + stop + (step == 1 ? ")" : ", " + step + ")");
    }
}
