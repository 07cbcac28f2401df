/**
 * The services that a bundle can provide: {@link DataSource}, {@link PartHandler}, {@link
 * ConfigModule}, {@link NetworkPlanner}, {@link NetworkRenderer}, {@link TemplateEngine}, {@link
 * PartHandlerLoader}, {@link ConfigSchema}. A module declares them with {@code provides … with} in
 * its {@code module-info}; implementations are stateless, have a public constructor without
 * arguments and are used by one thread at a time.
 */
@NullMarked
package org.cloudinit.api.spi;

import org.jspecify.annotations.NullMarked;
