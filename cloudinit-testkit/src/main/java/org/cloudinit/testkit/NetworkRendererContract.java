package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every network renderer does. */
public abstract class NetworkRendererContract {
    /** Made by the test that extends this one. */
    protected NetworkRendererContract() {}

    /** The renderer under test. */
    protected abstract NetworkRenderer renderer();

    /** Prepares a machine on which the renderer's service is installed. */
    protected abstract SandboxHost installed(Path folder) throws IOException;

    /** Inputs that the renderer takes; at least one. */
    protected abstract List<RendererInput> inputs();

    /** The context in which the renderer looks at a machine. */
    protected abstract RenderContext context(SandboxHost machine) throws IOException;

    @Test
    void hasAName() {
        assertEquals(renderer().name().strip(), renderer().name());
        assertFalse(renderer().name().isEmpty());
    }

    @Test
    void isAvailableWhereItsServiceIs(@TempDir Path empty, @TempDir Path full) throws IOException {
        assertFalse(renderer().available(SandboxHost.in(empty).build().root()));
        assertTrue(renderer().available(installed(full).root()));
    }

    @Test
    void rendersTheSameTwiceAndChangesNothing(@TempDir Path folder) throws IOException {
        SandboxHost machine = installed(folder);
        GoldenTree before = machine.tree();
        for (RendererInput input : inputs()) {
            Rendering first = renderer().render(input, context(machine));
            assertEquals(first, renderer().render(input, context(machine)));
            assertEquals(renderer().name(), first.renderer());
        }
        before.assertSame(machine.tree());
        assertTrue(machine.processes().commands().isEmpty());
    }

    @Test
    void filesAreWhole(@TempDir Path folder) throws IOException {
        SandboxHost machine = installed(folder);
        for (RendererInput input : inputs()) {
            var paths = new HashSet<String>();
            for (RenderedFile file : renderer().render(input, context(machine)).files()) {
                assertTrue(paths.add(file.path()), "twice: " + file.path());
                assertEquals(Path.of(file.path()).normalize().toString(), file.path());
                assertEquals(0, file.mode() & 0022, "others may write: " + file);
                String text = file.text();
                assertTrue(text.isEmpty() || text.endsWith("\n"), "no line end: " + file.path());
            }
        }
    }
}
