package org.cloudinit.modules;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.report.MalformedException;

/**
 * A part of the configuration that belongs to one module, and how is said what is wrong with it.
 *
 * @param name its key: {@code ntp}
 * @param code of the problem
 * @param act what was being done
 * @param remedy what to write there
 */
public record Section(String name, String code, String act, String remedy) {
    /**
     * The section's own mapping.
     *
     * @throws MalformedException if it is anything else
     */
    public Mapping mapping(ConfigTree stated) {
        if (stated instanceof Mapping mapping) {
            return mapping;
        }
        throw malformed(stated, name + " is a mapping, and this is a " + stated.kind());
    }

    /** What is wrong at a place of it. */
    public MalformedException malformed(ConfigTree place, String message) {
        return new MalformedException(code, act, place.origin(), message, remedy);
    }
}
