package org.cloudinit.jinja.syntax;

import java.util.Set;

/**
 * The filters and tests that there are: another name is an error before anything is rendered.
 *
 * @param filters names of filters
 * @param tests names of tests
 */
public record KnownNames(Set<String> filters, Set<String> tests) {
    public KnownNames {
        filters = Set.copyOf(filters);
        tests = Set.copyOf(tests);
    }
}
