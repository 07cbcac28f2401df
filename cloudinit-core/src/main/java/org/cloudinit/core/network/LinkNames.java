package org.cloudinit.core.network;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.NetLinks;
import org.cloudinit.api.network.NetworkChoice.LinkStep;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives links the names that the configuration has for them. */
final class LinkNames {
    private static final Logger LOG = LoggerFactory.getLogger(LinkNames.class);

    private LinkNames() {}

    /** Takes the steps in order; one that fails is reported, and the later ones are tried. */
    static void apply(List<LinkStep> steps, NetLinks links, Reporter reporter) {
        if (steps.isEmpty()) {
            LOG.debug("No link needs another name");
        }
        for (LinkStep step : steps) {
            try {
                take(step, links);
            } catch (IOException failure) {
                reporter.report(
                        Problem.warning(
                                "network.rename",
                                "naming links",
                                Origin.BUILT_IN,
                                String.valueOf(failure.getMessage()),
                                "Check the link with ip link; its files are written nevertheless."));
            }
        }
    }

    private static void take(LinkStep step, NetLinks links) throws IOException {
        switch (step) {
            case LinkStep.Down(String name) -> links.down(name);
            case LinkStep.Rename(String from, String to) -> {
                LOG.info("Renaming link {} to {}", from, to);
                links.rename(from, to);
            }
            case LinkStep.Up(String name) -> links.up(name);
        }
    }
}
