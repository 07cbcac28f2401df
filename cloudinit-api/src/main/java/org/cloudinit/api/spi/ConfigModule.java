package org.cloudinit.api.spi;

import java.io.IOException;
import java.util.Set;

/** One step of {@code cloud_init_modules}: does what some keys of the configuration ask for. */
public interface ConfigModule {
    /** Name with underscores, as in the module list: {@code set_hostname}. */
    String name();

    /** How often it runs where the module list says nothing else. */
    Frequency frequency();

    /** Distributions that it is made for; the empty set stands for all. */
    default Set<String> distros() {
        return Set.of();
    }

    /**
     * Top-level keys of the configuration, one of which must be there for the module to have
     * anything to do ({@code activate_by_schema_keys}); the empty set if it always has.
     */
    default Set<String> keys() {
        return Set.of();
    }

    /**
     * After so many milliseconds the stage interrupts it and goes on without it; 0 stands for no
     * limit, for a module that does nothing but run programs, which have limits of their own.
     */
    default long limitMillis() {
        return 7_200_000;
    }

    /** Does the work. What it throws is reported and harms no other module. */
    Outcome run(ModuleContext context) throws IOException;
}
