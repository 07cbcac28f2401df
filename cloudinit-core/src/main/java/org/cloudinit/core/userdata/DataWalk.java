package org.cloudinit.core.userdata;

import java.util.List;
import java.util.Set;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;

/**
 * The way of user-data and vendor-data: expanded once into a message of typed parts, then walked
 * over by handlers. The stage stores what {@link #expand} gives and decides whether, how often and
 * with which handlers {@link #walk} is called.
 */
public interface DataWalk {
    /**
     * Turns blobs into parts: gzip, base64, MIME, archives and includes are undone, and each part
     * has its content type. Never throws for what the data holds: that is reported, and the rest
     * counts.
     *
     * @param origin whose data
     * @param blobs one blob of user-data, or the items of a vendor-data list; empty where there is
     *     none
     * @param reporter takes what cannot be understood
     */
    Expansion expand(DataOrigin origin, List<Secret> blobs, Reporter reporter);

    /**
     * Gives the parts to their handlers. A handler that fails is reported and hinders no other.
     *
     * @param parts what {@link #expand} gave
     * @param handlers the handlers, those of the image's {@code handlers} folder first
     * @param frequency {@code PER_INSTANCE} for all handlers, {@code PER_ALWAYS} for those alone
     *     that run on every boot
     * @param excluded content types that are passed over ({@code disabled_handlers})
     * @param launchIndex the instance's number among those launched together; parts with another
     *     {@code Launch-Index} are left out; -1 where it is not known
     * @param context what the handlers may use
     */
    void walk(
            List<Part> parts,
            List<PartHandler> handlers,
            Frequency frequency,
            Set<String> excluded,
            int launchIndex,
            HandlerContext context);

    /**
     * Expanded data. The text is as large as all parts together, and wanted only until it is
     * stored.
     *
     * @param parts the parts, in order, include files and archives resolved
     * @param text the message as it is stored ({@code user-data.txt.i})
     */
    record Expansion(List<Part> parts, Secret text) {
        public Expansion {
            parts = List.copyOf(parts);
        }
    }
}
