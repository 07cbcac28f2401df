package org.cloudinit.api.spi;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;

/**
 * Knows which keys and values a cloud-config may have. Asked once in a boot, about what user-data
 * brought, and only if it brought any: an implementation reads its schema when it is asked.
 */
public interface ConfigSchema {
    /** The schema of a program that has none: everything is right. */
    ConfigSchema NONE = config -> List.of();

    /**
     * Checks a document.
     *
     * @param config the document
     * @return what is to be said of it, by path; where one place has several faults, each of them
     */
    List<Remark> check(Mapping config);

    /**
     * Something to say about a place of a document, without any value of it.
     *
     * @param path keys and positions from the root, joined by dots; empty for the document itself
     * @param origin the place in the file
     * @param deprecation what the schema says of a key or value that is allowed, but will go or has
     *     changed; empty where something is not allowed
     */
    record Remark(String path, Origin origin, String deprecation) {
        public Remark {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(deprecation, "deprecation");
        }

        /** Whether the document is wrong here. */
        public boolean isFault() {
            return deprecation.isEmpty();
        }
    }
}
