package org.cloudinit.jinja.value;

/** What a template can call. */
@FunctionalInterface
public interface Function {
    /** Calls it. */
    Object call(Args args);
}
