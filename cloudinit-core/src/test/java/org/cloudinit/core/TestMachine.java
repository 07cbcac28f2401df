package org.cloudinit.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.host.FileSteps;
import org.cloudinit.core.host.FolderRoot;
import org.cloudinit.core.hostname.SetHostname;
import org.cloudinit.testkit.SandboxHost;
import org.jspecify.annotations.Nullable;

/** A machine with data source {@code Test} on its list, and a stage that can be run on it. */
final class TestMachine {
    static final String CONFIG =
            """
            datasource_list: [Test, None]
            system_info: {distro: debian}
            cloud_init_modules: [set_hostname]
            """;

    final SandboxHost host;
    private final List<DataSource> sources = new ArrayList<>();
    private final List<ConfigModule> modules = new ArrayList<>(List.of(new SetHostname()));
    private final List<PartHandler> handlers = new ArrayList<>();
    private @Nullable NetworkPlanner planner = new TestPlanner();
    private ConfigSchema schema = ConfigSchema.NONE;

    private TestMachine(SandboxHost host) {
        this.host = host;
    }

    static SandboxHost.Builder builder(Path folder) {
        return SandboxHost.in(folder)
                .cloudConfig(CONFIG)
                .file("/etc/hostname", "vm\n")
                .file("/etc/group", "root:x:0:\nadm:x:4:\n")
                .file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                .file(
                        "/etc/os-release",
                        "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n")
                .file("/proc/sys/kernel/hostname", "vm\n")
                .file("/proc/uptime", "12.34 20.00\n");
    }

    static TestMachine of(SandboxHost.Builder builder) throws IOException {
        return new TestMachine(builder.build());
    }

    static TestMachine in(Path folder) throws IOException {
        return of(builder(folder));
    }

    TestMachine with(DataSource source) {
        sources.clear();
        sources.add(source);
        return this;
    }

    TestMachine with(@Nullable NetworkPlanner other) {
        planner = other;
        return this;
    }

    TestMachine with(ConfigModule module) {
        modules.add(module);
        return this;
    }

    TestMachine with(PartHandler handler) {
        handlers.add(handler);
        return this;
    }

    TestMachine with(ConfigSchema other) {
        schema = other;
        return this;
    }

    Extensions extensions() {
        return new Extensions(
                sources,
                () -> handlers,
                () -> modules,
                planner,
                List.of(),
                TemplateEngine.NONE,
                null,
                schema);
    }

    LocalOutcome boot() {
        return LocalStage.run(BootRequest.ORDINARY, host.host(), extensions());
    }

    LocalOutcome boot(HostRoot root) {
        return LocalStage.run(BootRequest.ORDINARY, host.host(root), extensions());
    }

    /** The stage on the program's own root, over a disk that fails or loses what a test wants. */
    LocalOutcome boot(FileSteps steps) throws IOException {
        return boot(new FolderRoot(host.root().folder(), FolderRoot.STATE_FOLDERS, steps));
    }

    /** What a shutdown leaves. */
    TestMachine shutDown() throws IOException {
        host.root().delete("/run/cloud-init");
        return this;
    }

    String text(String path) throws IOException {
        byte[] bytes = host.root().readIfPresent(path);
        return bytes == null ? "(absent)" : new String(bytes, StandardCharsets.UTF_8);
    }

    Mapping json(String path) throws IOException {
        return (Mapping) new TextDocuments().json(host.root().read(path), path);
    }
}
