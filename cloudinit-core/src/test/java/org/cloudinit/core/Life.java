package org.cloudinit.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.UpdateEvent;
import org.cloudinit.core.host.KernelSteps;

/**
 * Lives of a machine: boots that went well, and one more of which a test says how it goes. Each
 * answer of the data source is a fresh object, as a drive that is read anew gives.
 */
enum Life {
    /** A machine's first boot. */
    FIRST("", "i-1"),
    /** The same drive as before, which is searched for and read again. */
    SAME("i-1", "i-1"),
    /** The same instance, which the data source confirms without reading the drive. */
    CONFIRMED("i-1", "i-1") {
        @Override
        TestSource source(String id, DsMode mode) {
            return super.source(id, mode).confirming();
        }
    },
    /** The same instance, whose network is written again on each boot. */
    UPDATED("i-1", "i-1") {
        @Override
        TestSource source(String id, DsMode mode) {
            return super.source(id, mode).confirming().updating(UpdateEvent.BOOT);
        }
    },
    /** The disk was copied to another instance. */
    CHANGED("i-1", "i-2"),
    /** The disk is back at its first instance. */
    BACK("i-1 i-2", "i-1"),
    /** The drive is not there any more. */
    REMOVED("i-1", "");

    private final String before;
    private final String last;

    /** The instances of the boots before, and that of the last one, which may have none. */
    Life(String before, String last) {
        this.before = before;
        this.last = last;
    }

    private List<String> before() {
        return before.isEmpty() ? List.of() : List.of(before.split(" ", -1));
    }

    /** A machine after all boots but the last, switched off, with the last boot's drive in it. */
    TestMachine machine(Path folder, DsMode mode) throws IOException {
        TestMachine machine = TestMachine.in(folder).with(new TestHandler());
        for (String id : before()) {
            machine.with(source(id, mode)).boot(new KernelSteps());
            machine.shutDown();
        }
        return machine.with(source(last, mode));
    }

    /** What the network's file holds before the last boot, and after it. */
    List<String> networks() {
        return List.of(
                before.isEmpty() ? "(absent)" : "ds " + before().getLast(),
                last.isEmpty() ? "fallback" : "ds " + last);
    }

    TestSource source(String id, DsMode mode) {
        return new TestSource(
                "Test",
                () ->
                        id.isEmpty()
                                ? new Detection.Absent("no drive")
                                : new Detection.Found(
                                        new TestSource.Data()
                                                .id(id)
                                                .mode(mode)
                                                .metadata(
                                                        Mapping.builder()
                                                                .put("local-hostname", "node-" + id)
                                                                .build())
                                                .network(Mapping.builder().put("name", id).build())
                                                .files(new InjectedFile("/etc/motd", Secret.of(id)))
                                                .userData("#cloud-config\na: 1\n")
                                                .build()));
    }
}
