package org.cloudinit.jinja.value;

/**
 * What a name or attribute stands for that is not there. It may be shown, tested and walked over as
 * if it were empty; every other use is a fault.
 *
 * @param name its name
 * @param reason why it is not there: {@code 'x' is undefined}
 * @param shown whether it shows its name; else it shows nothing
 */
public record Undefined(String name, String reason, boolean shown) {
    /** A variable that is not there. */
    public static Undefined variable(String name) {
        return new Undefined(name, "'" + name + "' is undefined", true);
    }

    /** An attribute or item that a value does not have. */
    public static Undefined of(Object owner, String name) {
        return new Undefined(
                name, "'" + Types.described(owner) + "' has no attribute '" + name + "'", true);
    }

    /** Something that has no name, such as the first item of nothing. */
    public static Undefined because(String reason) {
        return new Undefined("None", reason, true);
    }

    public Fault fault() {
        return Fault.undefined(reason);
    }
}
