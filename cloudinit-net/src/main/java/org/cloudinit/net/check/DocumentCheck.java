package org.cloudinit.net.check;

import java.util.List;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.Problem;

/** Checks the form of a document: version 1, version 2 or network data. */
public final class DocumentCheck {
    private DocumentCheck() {}

    /** Whether a document is OpenStack's network data: it has links or networks, but no version. */
    public static boolean isNetworkData(ConfigTree document) {
        return document instanceof Mapping mapping
                && !mapping.has("network")
                && !mapping.has("version")
                && !mapping.has("config")
                && (mapping.has("links") || mapping.has("networks") || mapping.has("services"));
    }

    /** All that is wrong with the form of a document, each with its place; empty if nothing is. */
    public static List<Problem> of(ConfigTree document) {
        if (document instanceof Mapping outer && outer.has("network")) {
            if (outer.size() > 1) {
                var envelope = new Tables().must("network", Shape.ANY).closed();
                return ShapeCheck.of(document, envelope, ConfigPath.ROOT);
            }
            ConfigTree inner = outer.get("network");
            return inner == null ? List.of() : content(inner, ConfigPath.ROOT.key("network"));
        }
        if (isNetworkData(document) && document instanceof Mapping data) {
            return NetworkDataForm.check(data);
        }
        return content(document, ConfigPath.ROOT);
    }

    private static List<Problem> content(ConfigTree document, ConfigPath path) {
        if (document instanceof Mapping mapping) {
            if ("disabled".equals(mapping.text("config"))) {
                return ShapeCheck.of(
                        document,
                        new Tables()
                                .must("config", Shape.TEXT)
                                .may("version", Shape.WHOLE)
                                .closed(),
                        path);
            }
            if (Scalar.integer(1).equals(mapping.get("version"))) {
                return ShapeCheck.of(document, Version1Form.shape(), path);
            }
            if (Scalar.integer(2).equals(mapping.get("version"))) {
                return ShapeCheck.of(document, Version2Form.shape(), path);
            }
        }
        // Of which version it is, is for the reader to say, or that there is none.
        return List.of();
    }
}
