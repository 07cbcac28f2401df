package org.cloudinit.jinja.value;

/** Python's {@code None}, which is a value like others. */
public enum None {
    NONE
}
