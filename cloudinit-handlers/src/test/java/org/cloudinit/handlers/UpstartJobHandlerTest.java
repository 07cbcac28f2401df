package org.cloudinit.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.report.Secret;
import org.cloudinit.testkit.RecordingProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs of Upstart: where they go, and what a machine without it says of them. */
class UpstartJobHandlerTest {
    private static final String JOB = "#upstart-job\r\nstart on stopped rc\r\n";

    @TempDir private Path folder;

    private HandlerWalk walk(String version) throws IOException {
        var walk = new HandlerWalk(folder);
        Files.createDirectories(walk.machine.root().folder().resolve("etc/init"));
        walk.machine.root().write("/sbin/initctl", Secret.of(""), 0755);
        walk.machine
                .processes()
                .answering(RecordingProcesses.result(0, version, ""), "initctl", "version");
        return walk;
    }

    @Test
    void aJobIsStoredAndUpstartToldOfIt() throws IOException {
        HandlerWalk walk = walk("init (upstart 1.12.1)\n");
        walk.walk(
                new UpstartJobHandler(),
                HandlerWalk.part("text/upstart-job", "../a job.CONF", JOB),
                HandlerWalk.part("text/upstart-job", "part-002", "#upstart-job\n"));
        assertEquals(
                Map.of(
                        ".._ajob.CONF", "644 #upstart-job\nstart on stopped rc\n",
                        "part-002.conf", "644 #upstart-job\n"),
                walk.files("/etc/init/"));
        assertEquals(
                List.of(
                        "initctl version",
                        "initctl reload-configuration",
                        "initctl version",
                        "initctl reload-configuration"),
                walk.machine.processes().lines());
        assertEquals(List.of(), walk.reporter.problems());
    }

    @Test
    void anOldUpstartIsLeftAlone() throws IOException {
        HandlerWalk walk = walk("init (upstart 1.5)\n");
        walk.walk(new UpstartJobHandler(), HandlerWalk.part("text/upstart-job", "a.conf", JOB));
        assertEquals(1, walk.files("/etc/init/").size());
        assertEquals(List.of("initctl version"), walk.machine.processes().lines());
    }

    @Test
    void aMachineWithoutUpstartSaysSoAndStoresNothing() throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(new UpstartJobHandler(), HandlerWalk.part("text/upstart-job", "a.conf", JOB));
        assertEquals(List.of("user-data.unhandled-part"), walk.reporter.codes());
        assertEquals(Map.of(), walk.files("/etc/init/"));
        assertEquals(List.of(), walk.machine.processes().lines());
    }

    @ParameterizedTest
    @CsvSource({
        "init (upstart 0.6.5), false",
        "init (upstart 1.5), false",
        "init (upstart 1.8), false",
        "init (upstart 1.9), true",
        "init (upstart 1.12.1), true",
        "init (upstart 2.0), true",
        "init (upstart x), false",
        "init (upstart 1), false",
        "init (upstart 1.9, false",
        "'', false"
    })
    void onlyALaterUpstartIsToldToReadAnew(String version, boolean told) {
        assertEquals(told, UpstartJobHandler.readsAnew(version));
    }

    @ParameterizedTest
    @CsvSource({
        "a, a.conf",
        "a.conf, a.conf",
        "a.CONF, a.CONF",
        "a.conf.bak, a.conf.bak.conf",
        ".conf, .conf.conf",
        "a., a..conf"
    })
    void aNameEndsAsUpstartWantsIt(String name, String stored) {
        assertEquals(stored, UpstartJobHandler.jobName(name));
    }
}
