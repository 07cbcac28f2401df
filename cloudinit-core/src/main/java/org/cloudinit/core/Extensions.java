package org.cloudinit.core;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.PartHandlerLoader;
import org.cloudinit.api.spi.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Everything that takes part in the stage from outside of this module. The stage does not know
 * whether {@code ServiceLoader}, an OSGi framework or a test filled it.
 *
 * @param dataSources data sources; which of them are looked for, and in which order, is said by
 *     {@code datasource_list}
 * @param partHandlers part handlers, asked for once a stage reaches user-data; an earlier one wins
 *     a content type that two of them take
 * @param modules config modules, asked for once a stage runs any
 * @param planner chooses and renders the network, or null: the network is then left alone, with an
 *     error
 * @param renderers network renderers
 * @param templates renders Jinja templates; asked only when there is one
 * @param handlerLoader makes part handlers of parts and files, or null: such parts are then
 *     reported, such files left alone
 * @param schema what user-data's configuration is checked against; asked only when there is some
 */
public record Extensions(
        List<DataSource> dataSources,
        Supplier<List<PartHandler>> partHandlers,
        Supplier<List<ConfigModule>> modules,
        @Nullable NetworkPlanner planner,
        List<NetworkRenderer> renderers,
        TemplateEngine templates,
        @Nullable PartHandlerLoader handlerLoader,
        ConfigSchema schema) {
    /** No extensions at all. */
    public static final Extensions NONE =
            new Extensions(List.of(), List.of(), List.of(), null, List.of());

    public Extensions {
        dataSources = List.copyOf(dataSources);
        renderers = List.copyOf(renderers);
        Objects.requireNonNull(templates, "templates");
        Objects.requireNonNull(schema, "schema");
    }

    /** Extensions that render no template, load no handler and know no schema. */
    public Extensions(
            List<DataSource> dataSources,
            List<PartHandler> partHandlers,
            List<ConfigModule> modules,
            @Nullable NetworkPlanner planner,
            List<NetworkRenderer> renderers) {
        this(
                dataSources,
                () -> partHandlers,
                () -> modules,
                planner,
                renderers,
                TemplateEngine.NONE,
                null,
                ConfigSchema.NONE);
    }
}
