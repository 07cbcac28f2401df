package org.cloudinit.config.text;

import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;

/**
 * Counts the nodes of a document while it is built, and stops a document that grows without end.
 */
public final class NodeBudget {
    private final String area;
    private final int most;
    private long spent;

    public NodeBudget(String area, int most) {
        this.area = area;
        this.most = most;
    }

    /**
     * Counts nodes.
     *
     * @throws MalformedException {@code AREA.bomb} beyond the bound
     */
    public void spend(long nodes, Origin origin) {
        spent += nodes;
        if (spent > most) {
            throw new MalformedException(
                    area + ".bomb",
                    Decoding.act(area),
                    origin,
                    "the document grows beyond " + most + " values",
                    "Write fewer values, or fewer aliases of large values.");
        }
    }
}
