package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every part handler does. */
public abstract class PartHandlerContract {
    private static final String SECRET = "canary-77ab-do-not-print";

    /** Made by the test that extends this one. */
    protected PartHandlerContract() {}

    /** The handler under test. */
    protected abstract PartHandler handler();

    /** The context of a walk over a machine's user-data. */
    protected abstract HandlerContext context(SandboxHost machine, RecordingReporter reporter);

    @Test
    void namesContentTypesInLowerCase() {
        assertFalse(handler().types().isEmpty());
        for (String type : handler().types()) {
            assertEquals(type.toLowerCase(Locale.ROOT).strip(), type);
            assertEquals(2, type.split("/", -1).length, type);
        }
    }

    @Test
    void aWalkWithoutPartsEnds(@TempDir Path folder) throws IOException {
        var reporter = new RecordingReporter();
        SandboxHost machine = SandboxHost.in(folder).build();
        handler().begin(context(machine, reporter)).end();
        assertEquals(0, reporter.problems().size());
        assertEquals(0, machine.processes().commands().size());
    }

    /** Whatever a handler makes of such a part, it does not tell the content. */
    @Test
    void neverPrintsContent(@TempDir Path folder) throws IOException {
        SandboxHost machine = SandboxHost.in(folder).build();
        String[] contents = {
            SECRET, "#cloud-config\n" + SECRET + ": [", "\u0000\uffff" + SECRET, ""
        };
        for (String type : handler().types()) {
            for (String content : contents) {
                var reporter = new RecordingReporter();
                String told = told(type, content, context(machine, reporter));
                assertFalse(told.contains(SECRET), "printed by an exception for " + type);
                assertFalse(
                        reporter.problems().toString().contains(SECRET), "reported for " + type);
            }
        }
    }

    /** Else another could look at what is not there yet. */
    @Test
    void oneThatOnlyWritesStartsNoProgram(@TempDir Path folder) throws IOException {
        SandboxHost machine = SandboxHost.in(folder).build();
        for (String type : handler().types()) {
            told(type, "#!/bin/sh\n", context(machine, new RecordingReporter()));
        }
        assertTrue(!handler().onlyWrites() || machine.processes().commands().isEmpty());
    }

    private String told(String type, String content, HandlerContext context) {
        try {
            PartHandler.Session walk = handler().begin(context);
            walk.handle(new Part(type, "part-001", Secret.of(content), Map.of()));
            walk.end();
            return "";
        } catch (IOException | MalformedException e) {
            return String.valueOf(e);
        }
    }
}
