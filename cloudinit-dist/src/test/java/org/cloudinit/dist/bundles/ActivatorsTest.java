package org.cloudinit.dist.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.bundles.BundleRuntime;
import org.cloudinit.core.Extensions;
import org.cloudinit.testkit.RecordingReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a module provides, its activator registers: both wirings fill the stage with the same. */
class ActivatorsTest {
    @TempDir Path folder;

    @Test
    void aFrameworkFindsWhatTheServiceLoaderFinds() throws IOException {
        var problems = new RecordingReporter();
        try (BundleRuntime runtime =
                BundleRuntime.start(ModuleLayer.boot(), folder, List::of, problems)) {
            Extensions registered = runtime.extensions();
            assertEquals(List.of(), problems.codes());
            assertSame(DataSource.class, registered.dataSources());
            assertSame(PartHandler.class, registered.partHandlers().get());
            assertSame(ConfigModule.class, registered.modules().get());
            assertSame(NetworkRenderer.class, registered.renderers());
            assertSame(NetworkPlanner.class, List.of(registered.planner()));
        }
    }

    private static <T> void assertSame(Class<T> type, List<T> registered) {
        var provided = new TreeSet<String>();
        ServiceLoader.load(ModuleLayer.boot(), type).stream()
                .forEach(provider -> provided.add(provider.type().getName()));
        var found = new TreeSet<String>();
        registered.forEach(service -> found.add(service.getClass().getName()));
        assertFalse(provided.isEmpty(), "no " + type + " is there: this test proves nothing");
        assertEquals(provided, found);
    }
}
