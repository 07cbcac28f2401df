package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A renderer as a bundle of others may have it passes the contract; careless ones do not. */
@SuppressWarnings("JUnitMethodInvoked") // The contract's own tests are what is tried here.
class RendererSampleTest extends NetworkRendererContract {
    private static class Sample implements NetworkRenderer {
        @Override
        public String name() {
            return "sample";
        }

        @Override
        public boolean available(HostFiles files) {
            return files.isExecutable("/usr/sbin/sampled");
        }

        @Override
        public Rendering render(RendererInput input, RenderContext context) {
            return new Rendering("sample", List.of(file(context)), List.of(), List.of());
        }

        RenderedFile file(RenderContext context) {
            String links = context.nics().nics().size() + " links, dhcp\n";
            return RenderedFile.text("/etc/sample.conf", links, 0600);
        }
    }

    private NetworkRenderer renderer = new Sample();

    @Override
    protected NetworkRenderer renderer() {
        return renderer;
    }

    @Override
    protected SandboxHost installed(Path folder) throws IOException {
        return SandboxHost.in(folder).program("/usr/sbin/sampled").build();
    }

    @Override
    protected List<RendererInput> inputs() {
        return List.of(new RendererInput.Verbatim(new NetworkConfig.V2(Mapping.EMPTY)));
    }

    @Override
    protected RenderContext context(SandboxHost machine) {
        var distro =
                new DistroProfile(
                        "sample",
                        "sample",
                        List.of("sample"),
                        "/etc/hostname",
                        DistroProfile.HostnameStyle.PLAIN,
                        Map.of());
        return new RenderContext(
                machine.root(), distro, Mapping.EMPTY, new NicInventory(List.of()));
    }

    private void careless(RenderedFile file) {
        renderer =
                new Sample() {
                    @Override
                    RenderedFile file(RenderContext context) {
                        return file;
                    }
                };
    }

    @Test
    void filesOfCarelessRenderersFail(@TempDir Path folder) {
        careless(RenderedFile.text("/etc/sample.conf", "no line end", 0600));
        assertThrows(AssertionError.class, () -> filesAreWhole(folder));
        careless(RenderedFile.text("/etc/sample.conf", "x\n", 0666));
        assertThrows(AssertionError.class, () -> filesAreWhole(folder));
        careless(RenderedFile.text("/etc/../sample.conf", "x\n", 0600));
        assertThrows(AssertionError.class, () -> filesAreWhole(folder));
    }

    @Test
    void aRendererThatWritesFails(@TempDir Path folder) {
        renderer =
                new Sample() {
                    @Override
                    RenderedFile file(RenderContext context) {
                        RenderedFile file = super.file(context);
                        try {
                            ((HostRoot) context.files()).write(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return file;
                    }
                };
        assertThrows(AssertionError.class, () -> rendersTheSameTwiceAndChangesNothing(folder));
    }

    @Test
    void aRendererThatIsAlwaysAvailableFails(@TempDir Path empty, @TempDir Path full) {
        renderer =
                new Sample() {
                    @Override
                    public boolean available(HostFiles files) {
                        return true;
                    }
                };
        assertThrows(AssertionError.class, () -> isAvailableWhereItsServiceIs(empty, full));
    }
}
