import org.jspecify.annotations.NullMarked;

/** One part handler per content type of user-data; what there is, is said by the last line. */
@NullMarked
module org.cloudinit.handlers {
    requires org.cloudinit.api;
    requires org.cloudinit.config;
    requires static org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.handlers.osgi to
            org.apache.felix.framework;

    // Jars of the machine's handlers folder.
    uses org.cloudinit.api.spi.PartHandler;

    provides org.cloudinit.api.spi.PartHandler with
            org.cloudinit.handlers.CloudConfigHandler,
            org.cloudinit.handlers.ShellScriptHandler,
            org.cloudinit.handlers.FrequencyScriptHandler,
            org.cloudinit.handlers.BoothookHandler,
            org.cloudinit.handlers.UpstartJobHandler;
    provides org.cloudinit.api.spi.PartHandlerLoader with
            org.cloudinit.handlers.MachineHandlers;
}
