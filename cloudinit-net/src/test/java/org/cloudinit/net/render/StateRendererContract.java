package org.cloudinit.net.render;

import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Rendered;
import org.cloudinit.testkit.NetworkRendererContract;
import org.cloudinit.testkit.SandboxHost;

/** The contract of a renderer that works on the interpreted state, and documents rendered by it. */
public abstract class StateRendererContract extends NetworkRendererContract {
    private final NetworkRenderer renderer;
    private final String distro;

    /**
     * Prepares a renderer's test.
     *
     * @param distro the distribution that it is tried for
     */
    protected StateRendererContract(NetworkRenderer renderer, String distro) {
        this.renderer = renderer;
        this.distro = distro;
    }

    @Override
    protected NetworkRenderer renderer() {
        return renderer;
    }

    @Override
    protected List<RendererInput> inputs() {
        return List.of(
                Rendered.input(renderer, "{version: 1, config: []}"),
                Rendered.input(renderer, "{version: 2, ethernets: {eth0: {dhcp4: true}}}"));
    }

    @Override
    protected RenderContext context(SandboxHost machine) {
        return Rendered.context(machine.root(), distro, Mapping.EMPTY);
    }

    /** A document rendered on a machine that has {@code ip}. */
    protected Rendering render(String yaml) {
        Machine machine = machine().program("/usr/sbin/ip");
        return Rendered.of(renderer, Rendered.context(machine, distro, Mapping.EMPTY), yaml);
    }

    /**
     * A folder of the test's own. JUnit opens the packages of test classes alone, so that only
     * these can hold it.
     */
    protected abstract Path folder();

    /** A machine without files. */
    protected Machine machine() {
        return new Machine(folder());
    }
}
