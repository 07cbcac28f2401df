package org.cloudinit.net.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of which nodes of the input a renderer expressed. Everything is lost until it is
 * taken; taking a node takes the nodes that hold it.
 */
public final class LossLedger {
    private final String renderer;
    private final NetworkState state;
    private final boolean[] taken;
    private final Map<Node, String> reasons = new HashMap<>(0);

    /** Ids of devices whose links get another name. */
    private final Set<String> renamed = new HashSet<>(0);

    /**
     * Opens the account.
     *
     * @param renderer name of the renderer, for the reasons
     * @param state what is being rendered
     */
    public LossLedger(String renderer, NetworkState state) {
        this.renderer = renderer;
        this.state = state;
        this.taken = new boolean[state.nodes().size()];
        for (Device device : state.devices()) {
            if (!device.id().equals(device.name())) {
                renamed.add(device.id());
            }
        }
    }

    /** Takes a value, and gives it as text files have it. */
    public String text(Setting setting) {
        take(setting.node());
        return setting.text();
    }

    /**
     * Gives the id by which the document refers to another device. Where that device gets another
     * name, the file names a link that will not be there: such a reference is lost.
     */
    public String reference(Setting id) {
        if (renamed.contains(id.text())) {
            take(id.node().parent());
            lost(id.node(), "it gets another name, by which this file does not know it");
            return id.text();
        }
        return text(id);
    }

    /** Gives the ids by which the document refers to other devices. */
    public List<String> references(List<Setting> ids) {
        var texts = new ArrayList<String>(ids.size());
        for (Setting id : ids) {
            texts.add(reference(id));
        }
        return texts;
    }

    /** Takes values, and gives them as text files have them. */
    public List<String> texts(List<Setting> settings) {
        var texts = new ArrayList<String>(settings.size());
        for (Setting setting : settings) {
            texts.add(text(setting));
        }
        return texts;
    }

    /** Takes a value. Nothing happens for null. */
    public void take(@Nullable Setting setting) {
        if (setting != null) {
            take(setting.node());
        }
    }

    /** Takes a device's membership in a bond. Nothing happens for null. */
    public void take(Link.@Nullable Membership membership) {
        if (membership != null) {
            take(membership.node());
        }
    }

    /** Takes a parameter. */
    public void take(Parameter parameter) {
        take(parameter.node());
    }

    /** Takes a node, and the nodes that hold it. */
    public void take(@Nullable Node node) {
        for (Node next = node; next != null; next = next.parent()) {
            int index = next.index();
            if (index >= 0) {
                if (taken[index]) {
                    return;
                }
                taken[index] = true;
            }
        }
    }

    /** Gives a node's loss a better reason than that the files have no place for it. */
    public void lost(Node node, String reason) {
        reasons.put(node, reason);
    }

    /**
     * What was not taken, or was named as lost: the topmost nodes only, since a device that is lost
     * is lost with all it has.
     */
    public List<Loss> losses() {
        var losses = new ArrayList<Loss>(state.ignored());
        for (Node node : state.nodes()) {
            String reason = reasons.get(node);
            if (reason != null || (!taken[node.index()] && !withinLost(node))) {
                losses.add(new Loss(node.path(), node.origin(), reason != null ? reason : plain()));
            }
        }
        return losses;
    }

    private boolean withinLost(Node node) {
        for (Node up = node.parent(); up != null; up = up.parent()) {
            if (up.index() >= 0) {
                return !taken[up.index()];
            }
        }
        return false;
    }

    private String plain() {
        return "not expressed in the files of " + renderer;
    }
}
