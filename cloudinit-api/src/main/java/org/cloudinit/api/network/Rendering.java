package org.cloudinit.api.network;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.host.RenderedFile;

/**
 * What a renderer made of a configuration. Data only: nothing is written yet.
 *
 * @param renderer its name
 * @param files files to be written, in order
 * @param removals paths to be removed first: stale files of an earlier rendering
 * @param losses what the files do not express
 */
public record Rendering(
        String renderer, List<RenderedFile> files, List<String> removals, List<Loss> losses) {
    public Rendering {
        Objects.requireNonNull(renderer, "renderer");
        files = List.copyOf(files);
        removals = List.copyOf(removals);
        losses = List.copyOf(losses);
    }
}
