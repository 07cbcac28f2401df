package org.cloudinit.modules.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Download;
import org.cloudinit.modules.KeptFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the entries of {@code write_files}, those with or those without {@code defer}. An entry
 * that cannot be written is an error, and the others are written.
 */
final class FileWriting {
    private static final Logger LOG = LoggerFactory.getLogger(FileWriting.class);
    private static final String ACT = "writing files";

    private final ModuleContext context;
    private final HostRoot root;
    private final Reporter reporter;

    FileWriting(ModuleContext context) {
        this.context = context;
        this.root = context.host().root();
        this.reporter = context.reporter();
    }

    Outcome run(boolean deferred) {
        ConfigTree listed = context.config().get("write_files");
        if (listed != null && listed.truthy() && !(listed instanceof Sequence)) {
            return new Outcome.Failed(notAList(listed));
        }
        int entries = 0;
        Problem last = null;
        for (ConfigTree item : context.config().sequence("write_files")) {
            if (!(item instanceof Mapping entry)) {
                last = deferred ? last : reported(last, notAnEntry(item));
            } else if (entry.flag("defer", false) == deferred) {
                entries++;
                Problem problem = write(entry);
                last = problem == null ? last : reported(last, problem);
            }
        }
        if (last != null) {
            return new Outcome.Failed(last);
        }
        return entries == 0 ? new Outcome.Skipped("no files are listed") : new Outcome.Done();
    }

    /** A module that failed counts once: the outcome carries one problem, the rest is told. */
    private Problem reported(@Nullable Problem earlier, Problem problem) {
        if (earlier != null) {
            reporter.report(earlier.as(Severity.WARNING));
        }
        return problem;
    }

    private @Nullable Problem write(Mapping mapping) {
        FileEntry entry = FileEntry.of(mapping, reporter);
        if (entry == null) {
            return null;
        }
        try {
            byte[] bytes = bytes(entry.content());
            if (bytes != null) {
                write(entry, bytes);
            }
            return null;
        } catch (MalformedException malformed) {
            return malformed.problem();
        } catch (IOException failure) {
            return Problem.error(
                    "write-files.unwritable",
                    ACT,
                    Origin.of(entry.path()),
                    String.valueOf(failure.getMessage()),
                    "Check the path, the owner and the disk; the other files are written.");
        }
    }

    /** The file's bytes; null where the source cannot be read and nothing stands in for it. */
    private byte @Nullable [] bytes(FileContent content) {
        String uri = content.uri();
        if (uri != null) {
            try {
                return Download.of(root).read(uri, content.headers());
            } catch (IOException failure) {
                reporter.report(unreadable(content, failure));
                if (content.inline() == null) {
                    return null;
                }
            }
        }
        return content.unpacked();
    }

    private void write(FileEntry entry, byte[] bytes) throws IOException {
        LOG.debug("Writing {} bytes to {}", bytes.length, entry.path());
        for (String folder : newFolders(entry.path())) {
            root.createDirectory(folder, 0755);
            root.changeOwner(folder, entry.owner());
        }
        if (entry.append()) {
            root.append(entry.path(), bytes, entry.mode());
        } else {
            Owner present = new KeptFile(root).owner(entry.path());
            root.write(new RenderedFile(entry.path(), bytes, entry.mode(), present));
        }
        root.changeOwner(entry.path(), entry.owner());
        // A change of owner clears the bits that lend the owner's rights.
        root.changeMode(entry.path(), entry.mode());
    }

    /** Folders that are made for the file: they belong to its owner. */
    private List<String> newFolders(String path) {
        var missing = new ArrayList<String>();
        for (String folder : AbsolutePath.folders(path)) {
            if (!root.isDirectory(folder)) {
                missing.add(folder);
            }
        }
        return missing;
    }

    private static Problem unreadable(FileContent content, IOException failure) {
        return Problem.warning(
                "write-files.source",
                ACT,
                content.origin(),
                "the source cannot be read: " + failure.getMessage(),
                "Check the address; without content beside it the file is not written.");
    }

    private static Problem notAList(ConfigTree listed) {
        return Problem.error(
                "write-files.list",
                ACT,
                listed.origin(),
                "write_files is a list, and this is a " + listed.kind(),
                "Put '- ' before each entry.");
    }

    private static Problem notAnEntry(ConfigTree item) {
        return Problem.error(
                "write-files.entry",
                ACT,
                item.origin(),
                "an entry is a mapping with path and content, and this is a " + item.kind(),
                "Begin the entry with '- path:'.");
    }
}
