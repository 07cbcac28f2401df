package org.cloudinit.modules.ending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.modules.WebServer;
import org.cloudinit.modules.WebServer.Answer;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndingTest {
    @TempDir private Path folder;

    private ModuleRun run() throws IOException {
        return ModuleRun.on(
                SandboxHost.in(folder.resolve("root"))
                        .file("/proc/uptime", "12.34 20.00\n")
                        .file("/etc/ssh/ssh_host_rsa_key.pub", "ssh-rsa A+B/= me\n")
                        .build());
    }

    private static String said(ModuleRun run) {
        var command = run.machine().processes().commands().getLast();
        assertEquals(List.of("/bin/sh", "-c", "cat >&2"), command.words());
        return new String(command.input(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "final_message: ''", "final_message: '  '", "final_message:"})
    void theMessageThatThereAlwaysIs(String yaml) throws IOException {
        var run = run();
        run.run(new FinalMessage(), yaml);
        String said = said(run);
        assertTrue(said.startsWith("Cloud-init v. "), said);
        assertTrue(
                said.endsWith(
                        " finished at Sun, 22 Nov 2026 15:48:29 +0000. Datasource"
                                + " DataSourceSample.  Up 12.34 seconds\n"),
                said);
        String file = run.text(ModuleRun.INSTANCE + "/boot-finished");
        assertTrue(file.startsWith("12.34 - Sun, 22 Nov 2026 15:48:29 +0000 - v. "), file);
        assertEquals("644", run.mode(ModuleRun.INSTANCE + "/boot-finished"));
    }

    @ParameterizedTest
    @CsvSource({
        "'$UPTIME ${uptime}', '12.34 12.34'",
        "\"## template: jinja\\n{{datasource}} {{UPTIME}}\", 'DataSourceSample 12.34'",
        "'up. $uptime', 'up. 12.34'",
        "no names, no names"
    })
    void aMessageOfOnesOwn(String message, String shown) throws IOException {
        var run = run();
        String yaml = message.startsWith("\"") ? message : "'" + message + "'";
        run.run(new FinalMessage(), "final_message: " + yaml);
        assertEquals(shown + "\n", said(run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'$nonesuch'", "\"## template: other\\nx\"", "[a]", "{a: b}"})
    void aMessageThatIsNoneIsAWarning(String message) throws IOException {
        var run = run();
        run.run(new FinalMessage(), "final_message: " + message);
        assertEquals(List.of(), run.machine().processes().lines());
        assertEquals(1, run.codes().size());
        assertTrue(run.machine().root().exists(ModuleRun.INSTANCE + "/boot-finished"));
    }

    @Test
    void aServerIsTold() throws IOException {
        var run = run().metadata("local-hostname: node.example.org");
        try (var server = new WebServer(_ -> Answer.ok("thanks"))) {
            run.run(
                    new PhoneHome(),
                    "{hostname: other, phone_home: {url: '"
                            + server.address()
                            + "/$INSTANCE_ID/', post: [fqdn, hostname, instance_id, pub_key_rsa,"
                            + " pub_key_ecdsa]}}");
            var request = server.requests().getFirst();
            assertEquals("POST /i-abc/ HTTP/1.1", request.line());
            assertEquals(
                    "fqdn=node.example.org&hostname=node&instance_id=i-abc"
                            + "&pub_key_rsa=ssh-rsa+A%2BB%2F%3D+me%0A&pub_key_ecdsa=N%2FA",
                    request.body());
            assertEquals("application/x-www-form-urlencoded", request.header("Content-Type"));
            assertTrue(request.header("User-Agent").startsWith("Cloud-Init/"));
        }
        assertEquals(List.of("phone-home.unknown"), run.codes());
    }

    @Test
    void aServerThatDoesNotListenIsAskedAgain() throws IOException {
        var run = run();
        try (var server = new WebServer(_ -> new Answer("503 Busy", List.of(), ""))) {
            var outcome =
                    run.run(
                            new PhoneHome(1),
                            "phone_home: {url: '"
                                    + server.address()
                                    + "/secret', tries: 3, post: [hostname]}");
            assertInstanceOf(Outcome.Done.class, outcome);
            assertEquals(3, server.requests().size());
        }
        assertEquals(List.of("phone-home.unheard"), run.codes());
        assertFalse(run.reporter().problems().toString().contains("secret"));
    }

    @Test
    void aRedirectionGetsTheFormOnlyWhereItSaysSo() throws IOException {
        var run = run();
        try (var server =
                new WebServer(
                        request ->
                                switch (request.line().split(" ", -1)[1]) {
                                    case "/kept" ->
                                            new Answer("307 T", List.of("Location: /end"), "");
                                    case "/seen" ->
                                            new Answer("302 F", List.of("Location: /end"), "");
                                    default -> Answer.ok("");
                                })) {
            for (String path : List.of("/kept", "/seen")) {
                run.run(
                        new PhoneHome(1),
                        "phone_home: {url: '" + server.address() + path + "', post: [hostname]}");
            }
            assertEquals(
                    List.of(
                            "POST /kept HTTP/1.1",
                            "POST /end HTTP/1.1",
                            "POST /seen HTTP/1.1",
                            "GET /end HTTP/1.1"),
                    server.requests().stream().map(WebServer.Request::line).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', phone-home.url",
        "text, phone-home.url",
        "'{url: [a]}', phone-home.url",
        "'{url: \"ftp://h/\", tries: 1}', phone-home.unheard",
        "'{url: \"no address\", tries: 1}', phone-home.unheard"
    })
    void whatCannotBeDoneIsAWarning(String value, String code) throws IOException {
        var run = run();
        run.run(new PhoneHome(1), "phone_home: " + value);
        assertEquals(code, run.codes().getLast());
    }

    private List<String> shutdown(ModuleRun run, String yaml) throws IOException {
        run.run(new PowerStateChange(), yaml);
        List<String> words = run.machine().processes().commands().getLast().words();
        return words.subList(6, words.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{mode: reboot}|'shutdown' '-r' 'now'",
                "{mode: poweroff, delay: 5, message: it's late}|'shutdown' '-P' '+5' 'it'\\''s late'",
                "{mode: halt, delay: '+3'}|'shutdown' '-H' '+3'"
            })
    void theProgramIsToldWhatToDo(String power, String line) throws IOException {
        assertEquals(List.of("0", "120", " " + line), shutdown(run(), "power_state: " + power));
    }

    @Test
    void alpineCountsSeconds() throws IOException {
        assertEquals(
                List.of("0", "4", " 'poweroff' '-d' '120'"),
                shutdown(
                        run().distro("alpine"),
                        "power_state: {mode: poweroff, delay: 2, timeout: 1, message: bye}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "[reboot]",
                "{}",
                "{mode: explode}",
                "{mode: reboot, delay: soon}",
                "{mode: reboot, delay: -1}",
                "{mode: reboot, timeout: long}",
                "{mode: reboot, condition: 7}",
                "{mode: reboot, condition: {a: b}}",
                "{mode: reboot, message: [a]}"
            })
    void anotherFormLeavesTheMachineUp(String value) throws IOException {
        var run = run();
        run.run(new PowerStateChange(), "power_state: " + value);
        assertEquals(List.of(), run.machine().processes().lines());
        assertEquals(List.of("power-state.form"), run.codes());
    }

    @Test
    void aConditionThatIsFalseLeavesTheMachineUp() throws IOException {
        var run = run();
        run.run(new PowerStateChange(), "power_state: {mode: reboot, condition: false}");
        assertEquals(List.of(), run.machine().processes().lines());
    }

    /** With a program in the place of shutdown, and a process in the place of this one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|1|-r now it's",
                "'echo x > FLAG; test 1 = 1'|1|-r now it's",
                "[sh, -c, 'test \"$0\" = \"a b\"', 'a b']|1|-r now it's",
                "[test, 1, -eq, 2]|0|",
                "'exit 3'|0|"
            })
    @Timeout(60)
    void theWatcherWaitsForTheEndAndAsksTheCondition(String condition, int done, String arguments)
            throws Exception {
        var run = run();
        Path told = folder.resolve("told");
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path program = bin.resolve("shutdown");
        Files.writeString(
                program,
                "#!/bin/sh\necho \"$@\" > " + told + ".part; mv " + told + ".part " + told + "\n");
        assertTrue(program.toFile().setExecutable(true));
        Path flag = folder.resolve("flag");
        run.run(
                new PowerStateChange(),
                "power_state: {mode: reboot, message: it's, condition: "
                        + condition.replace("FLAG", flag.toString())
                        + "}");
        Process watched = new ProcessBuilder("sleep", "2").start();
        var words = new ArrayList<>(run.machine().processes().commands().getLast().words());
        words.set(6, Long.toString(watched.pid()));
        var builder = new ProcessBuilder(words);
        builder.environment().merge("PATH", bin + ":", (path, first) -> first + path);
        Process starter = builder.redirectErrorStream(true).start();
        starter.getInputStream().readAllBytes();
        assertTrue(starter.waitFor(1500, TimeUnit.MILLISECONDS), "the starter waits");
        assertFalse(Files.exists(told), "shut down while the process ran");
        watched.waitFor();
        for (int i = 0; i < 60 && !Files.exists(told) && (done == 1 || i < 15); i++) {
            Thread.sleep(100);
        }
        assertEquals(done == 1, Files.exists(told));
        if (done == 1) {
            assertEquals(arguments + "\n", Files.readString(told));
        }
        assertEquals(condition.contains("FLAG"), Files.exists(flag));
    }
}
