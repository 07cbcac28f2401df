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
    Set<String> distros();

    /** Does the work. What it throws is reported and harms no other module. */
    Outcome run(ModuleContext context) throws IOException;
}
