package org.cloudinit.modules.packages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs packages ({@code Distro.install_packages}).
 *
 * @param context the machine
 */
public record PackageInstaller(ModuleContext context) {
    private static final Logger LOG = LoggerFactory.getLogger(PackageInstaller.class);
    private static final String SEMAPHORE = "sem/update_sources";

    /**
     * Installs packages.
     *
     * @param names their names
     * @throws IOException if one is not installed
     */
    public void install(List<String> names) throws IOException {
        var entries = new ArrayList<PackageEntry>();
        for (String name : names) {
            entries.add(new PackageEntry(name, "", Origin.of("package " + name)));
        }
        install(new PackageRequest(entries, List.of(), List.of()));
    }

    /** Reads the lists of what there is, once in the life of an instance. */
    void refresh() throws IOException {
        HostRoot root = context.host().root();
        String file = context.paths().instanceFile(SEMAPHORE);
        if (root.exists(file)) {
            LOG.debug("The lists of packages are read already");
            return;
        }
        String seconds = context.host().clock().millis() / 1000 + ".0";
        root.write(RenderedFile.text(file, processId(root) + ": " + seconds + "\n", 0644));
        PackageProgram.of(context).refresh();
    }

    private static String processId(HostRoot root) throws IOException {
        String self = root.readLink("/proc/self");
        return self == null ? "0" : self;
    }

    /** Brings everything that is installed up to date. */
    void upgrade() throws IOException {
        PackageProgram program = PackageProgram.of(context);
        program.upgrade();
        if (program.row().flag("snap", false) && SnapProgram.isInstalled(context)) {
            new SnapProgram(context).upgrade();
        }
    }

    /** Installs what is asked for; the exception names what could not be. */
    void install(PackageRequest request) throws IOException {
        PackageProgram program = PackageProgram.of(context);
        if (!program.isApt()) {
            if (program.row().flag("refresh_first", false)) {
                refresh();
            }
            program.install(request.generic());
            return;
        }
        var failed = new ArrayList<PackageEntry>();
        List<PackageEntry> left = installByApt(program, request, failed);
        boolean isSnapOfDistro = program.row().flag("snap", false);
        if (isSnapOfDistro && SnapProgram.isInstalled(context)) {
            failed.removeAll(left);
            failed.addAll(new SnapProgram(context).install(union(request.snap(), left)));
        } else {
            failed.addAll(
                    isSnapOfDistro
                            ? request.snap()
                            : new SnapProgram(context).install(request.snap()));
        }
        if (!failed.isEmpty()) {
            throw new IOException("no such package, or not installed: " + places(failed));
        }
    }

    /** What was asked for without a program's name, and apt does not have. */
    private List<PackageEntry> installByApt(
            PackageProgram program, PackageRequest request, List<PackageEntry> failed)
            throws IOException {
        List<PackageEntry> wanted = union(request.apt(), request.generic());
        if (wanted.isEmpty()) {
            return List.of();
        }
        if (!program.isInstalled()) {
            failed.addAll(wanted);
            return request.generic();
        }
        refresh();
        Set<String> known = new HashSet<>(program.known());
        var there = new ArrayList<PackageEntry>();
        for (PackageEntry entry : wanted) {
            (known.contains(plainName(entry.name())) ? there : failed).add(entry);
        }
        if (!there.isEmpty()) {
            program.install(there);
        }
        var left = new ArrayList<PackageEntry>();
        for (PackageEntry entry : failed) {
            if (!entry.isAmong(request.apt())) {
                left.add(entry);
            }
        }
        return left;
    }

    /** Without a target release or version, and the mark of a task or of a removal. */
    private static String plainName(String stated) {
        int end = 0;
        while (end < stated.length() && "/=".indexOf(stated.charAt(end)) < 0) {
            end++;
        }
        while (end > 0 && "-^".indexOf(stated.charAt(end - 1)) >= 0) {
            end--;
        }
        return stated.substring(0, end);
    }

    private static List<PackageEntry> union(List<PackageEntry> first, List<PackageEntry> second) {
        var all = new ArrayList<>(first);
        for (PackageEntry entry : second) {
            if (!entry.isAmong(all)) {
                all.add(entry);
            }
        }
        return all;
    }

    private static String places(List<PackageEntry> entries) {
        var places = new ArrayList<String>();
        for (PackageEntry entry : entries) {
            places.add(entry.place());
        }
        return String.join(", ", places);
    }

    /** Installs packages if a program is not there. */
    public void installFor(String program, List<String> names) throws IOException {
        if (!Programs.isInstalled(program, context.host().root()) && !names.isEmpty()) {
            install(names);
        }
    }
}
