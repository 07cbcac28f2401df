package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;

/** Puts the ports of a machine together. */
public final class MachineHost {
    private MachineHost() {}

    /**
     * The machine under a root folder. Under {@code /} it is this one. Under any other folder files
     * are read and written there, and every other effect is only noted, so that an ordinary user
     * can run the stage on any folder and nothing outside of it changes.
     *
     * @param root the folder, which must be there
     * @param stateFolders where the stage keeps its state; the last one is the run folder
     * @param console where programs show what they say
     * @param notes takes a line for each effect that is only noted
     * @throws IOException if the root folder is not there
     */
    public static Host open(
            Path root, List<String> stateFolders, Console console, Consumer<String> notes)
            throws IOException {
        var files = new FolderRoot(root, stateFolders, new KernelSteps());
        if (files.isWhole()) {
            ProcessRunner processes = new LocalProcesses(console);
            var mounter = new MountProgram(files, processes, stateFolders.getLast());
            return new Host(
                    files, mounter, new IpLinks(processes), processes, InstantSource.system());
        }
        return new Host(
                files,
                new NotedMounter(notes),
                new NotedLinks(notes),
                new NotedProcesses(notes),
                InstantSource.system());
    }
}
