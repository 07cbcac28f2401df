package org.cloudinit.api.network;

import java.util.ArrayList;
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
 * @param commands programs to be run once the files are written, each as its words: {@code netplan
 *     generate}; one that fails is reported and hinders nothing. Calls of one program that follow
 *     one another must not need each other: they may run at the same time
 */
public record Rendering(
        String renderer,
        List<RenderedFile> files,
        List<String> removals,
        List<Loss> losses,
        List<List<String>> commands) {
    public Rendering {
        Objects.requireNonNull(renderer, "renderer");
        files = List.copyOf(files);
        removals = List.copyOf(removals);
        losses = List.copyOf(losses);
        var copies = new ArrayList<List<String>>(commands.size());
        for (List<String> command : commands) {
            copies.add(List.copyOf(command));
        }
        commands = List.copyOf(copies);
    }

    /** A rendering that needs no program. */
    public Rendering(
            String renderer, List<RenderedFile> files, List<String> removals, List<Loss> losses) {
        this(renderer, files, removals, losses, List.of());
    }
}
