package org.cloudinit.net.fuzz;

import java.util.List;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.RenderTarget;
import org.cloudinit.net.sandbox.Notes;

/** What may come of any bytes. */
public final class Outcome {
    /** Name of the document. */
    public static final String SOURCE = "any";

    /** Two links, so that network data finds them by their addresses. */
    public static final NicInventory NICS =
            new NicInventory(
                    List.of(nic("ens3", "fa:16:3e:00:00:01"), nic("ens4", "fa:16:3e:00:00:02")));

    private static final List<NetworkRenderer> RENDERERS = NetworkConversion.renderers();

    private Outcome() {}

    private static Nic nic(String name, String address) {
        MacAddress mac = MacAddress.parse(address);
        return new Nic(name, mac, mac, null, null, true);
    }

    /** Files of every service, each within the folders that are the services' own; or refusals. */
    public static void renderings(NetworkConfig config) {
        for (NetworkRenderer renderer : RENDERERS) {
            rendering(config, RenderTarget.of(renderer, "rhel", NICS));
        }
        rendering(config, RenderTarget.of("sysconfig", "opensuse", NICS));
    }

    private static void rendering(NetworkConfig config, RenderTarget target) {
        try {
            rendering(NetworkConversion.convert(config, target, new Notes()));
        } catch (MalformedException refused) {
            refusal(refused);
        }
    }

    private static void rendering(Rendering rendering) {
        for (RenderedFile file : rendering.files()) {
            boolean ours = file.path().startsWith("/etc/") && !file.path().contains("/../");
            demand(ours, "a file elsewhere: " + file.path());
        }
        for (Loss loss : rendering.losses()) {
            demand(!loss.reason().isEmpty(), "a loss without a reason at " + loss.path());
        }
    }

    /** A refusal says what is wrong, where, and what to do. */
    public static void refusal(MalformedException refused) {
        problems(List.of(refused.problem()));
    }

    /** The same of problems that are returned. */
    public static void problems(List<Problem> problems) {
        for (Problem problem : problems) {
            demand(problem.code().indexOf('.') > 0, "no code: " + problem.code());
            demand(!problem.message().isEmpty(), "no message: " + problem.code());
        }
    }

    private static void demand(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }
}
