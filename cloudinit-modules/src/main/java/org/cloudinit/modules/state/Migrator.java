package org.cloudinit.modules.state;

import java.io.IOException;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code migrator}: semaphores of old versions, with dashes in their names, get the names of today,
 * lest their modules run again ({@code cc_migrator} of 18.3; off with {@code migrate: false}).
 */
public final class Migrator implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    /** Made by the module system. */
    public Migrator() {}

    @Override
    public String name() {
        return "migrator";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        if (!context.config().flag("migrate", true)) {
            return new Outcome.Skipped("migrate is off");
        }
        HostRoot root = context.host().root();
        int renamed = rename(context.paths().instanceFile("sem"), root);
        renamed += rename(context.paths().semaphores(), root);
        LOG.debug("Renamed {} semaphores", renamed);
        return new Outcome.Done();
    }

    private static int rename(String folder, HostRoot root) throws IOException {
        int renamed = 0;
        for (String name : root.list(folder)) {
            int dot = name.lastIndexOf('.');
            String stem = dot > 0 ? name.substring(0, dot) : name;
            String modern = stem.replace('-', '_') + name.substring(stem.length());
            String path = folder + "/" + name;
            FileFacts facts = root.facts(path);
            if (!modern.equals(name) && facts != null && facts.kind() == FileFacts.Kind.FILE) {
                root.write(
                        new RenderedFile(
                                folder + "/" + modern, root.read(path), facts.mode(), null));
                root.delete(path);
                renamed++;
            }
        }
        return renamed;
    }
}
