package org.cloudinit.net.sandbox;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.spi.NetworkRenderer;

/** The renderers that this module declares, so that a new one takes part without further ado. */
public final class Renderers {
    private Renderers() {}

    /** One of each. */
    public static List<NetworkRenderer> all() {
        var renderers = new ArrayList<NetworkRenderer>();
        for (ModuleDescriptor.Provides provides :
                Renderers.class.getModule().getDescriptor().provides()) {
            if (provides.service().equals(NetworkRenderer.class.getName())) {
                for (String name : provides.providers()) {
                    renderers.add(made(name));
                }
            }
        }
        return renderers;
    }

    private static NetworkRenderer made(String name) {
        try {
            return Class.forName(name)
                    .asSubclass(NetworkRenderer.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
