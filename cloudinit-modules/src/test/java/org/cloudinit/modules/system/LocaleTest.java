package org.cloudinit.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleTest {
    private static final String SUPPORTED =
            """
            fi_FI ISO-8859-1
            fi_FI.UTF-8 UTF-8
            fi_FI@euro ISO-8859-15
            de_DE.UTF-8 UTF-8
            sr_RS UTF-8
            sr_RS@latin UTF-8
            """;

    @TempDir private Path folder;

    private ModuleRun debian() throws IOException {
        var machine =
                SandboxHost.in(folder)
                        .file("/usr/share/i18n/SUPPORTED", SUPPORTED)
                        .file("/usr/sbin/locale-gen", "")
                        .file("/usr/sbin/update-locale", "")
                        .build();
        machine.root().changeMode("/usr/sbin/locale-gen", 0755);
        machine.root().changeMode("/usr/sbin/update-locale", 0755);
        return ModuleRun.on(machine);
    }

    @ParameterizedTest
    @CsvSource({
        "fi_FI, fi_FI.UTF-8 UTF-8",
        "fi_FI.UTF-8, fi_FI.UTF-8 UTF-8",
        "fi_FI.ISO-8859-1, fi_FI.UTF-8 UTF-8",
        "fi_FI@euro, fi_FI@euro ISO-8859-15",
        "sr_RS@latin, sr_RS@latin UTF-8",
        "xx_YY, xx_YY.UTF-8 UTF-8",
        "xx_YY.KOI8-R, xx_YY.KOI8-R KOI8-R"
    })
    void theLineOfTheListIsFound(String stated, String line) throws IOException {
        var run = debian();
        run.run(new Locale(), "locale: " + stated);
        assertEquals(line + "\n", run.text("/etc/locale.gen"));
        assertEquals("644", run.mode("/etc/locale.gen"));
        assertEquals(
                List.of(
                        "locale-gen --keep-existing",
                        "update-locale --locale-file=/etc/default/locale LANG=" + stated),
                run.machine().processes().lines());
        assertEquals(
                "C.UTF-8",
                run.machine().processes().commands().getFirst().environment().get("LC_ALL"));
    }

    @Test
    void aLineThatIsCommentedOutCounts() throws IOException {
        var run = debian();
        run.machine()
                .root()
                .append(
                        "/etc/locale.gen",
                        "# head\n\n# de_DE.UTF-8 UTF-8  \nfi_FI.UTF-8 UTF-8\n\n\n"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        0644);
        run.run(new Locale(), "{locale: de_DE, locale_configfile: /etc/lang}");
        assertEquals(
                "# head\n\nde_DE.UTF-8 UTF-8\nfi_FI.UTF-8 UTF-8\n", run.text("/etc/locale.gen"));
        assertEquals(
                "update-locale --locale-file=/etc/lang LANG=de_DE",
                run.machine().processes().lines().getLast());
    }

    @Test
    void whatIsSoIsLeft() throws IOException {
        var run = debian();
        run.machine()
                .root()
                .append(
                        "/etc/default/locale",
                        "LANG=\"de_DE.UTF-8\"\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        0644);
        run.run(new Locale(), "locale: DE_de.utf-8");
        run.run(new Locale(), "{}");
        assertEquals(List.of(), run.machine().processes().lines());
    }

    @Test
    void theLibrarysOwnLanguageIsNotMade() throws IOException {
        var run = debian();
        run.run(new Locale(), "{}");
        assertEquals(
                List.of("update-locale --locale-file=/etc/default/locale LANG=C.UTF-8"),
                run.machine().processes().lines());
        assertFalse(run.machine().root().exists("/etc/locale.gen"));
    }

    @ParameterizedTest
    @CsvSource({
        "rhel, true, /etc/locale.conf, LANG",
        "rhel, false, /etc/sysconfig/i18n, LANG",
        "sles, true, /etc/locale.conf, LANG",
        "sles, false, /etc/sysconfig/language, RC_LANG",
        "aosc, true, /etc/locale.conf, LANG",
        "photon, true, /etc/locale.conf, LANG"
    })
    void settingsAreSet(String distro, boolean systemd, String file, String key)
            throws IOException {
        var run =
                ModuleRun.on(SandboxHost.in(folder).file(file, "# c\nOTHER=1\n").build())
                        .distro(distro);
        if (systemd) {
            run.machine().root().createDirectory("/run/systemd/system", 0755);
        }
        run.run(new Locale(), "locale: de_DE.UTF-8");
        run.run(new Locale(), "locale: de_DE.UTF-8");
        assertEquals("# c\nOTHER=1\n" + key + "=de_DE.UTF-8\n", run.text(file));
    }

    @Test
    void aNewFileSaysWhoMadeIt() throws IOException {
        var run = ModuleRun.in(folder).distro("rhel");
        run.run(new Locale(), "locale: de_DE.UTF-8");
        List<String> lines = run.text("/etc/sysconfig/i18n").lines().toList();
        assertEquals("# Created by cloud-init v. ", lines.getFirst().substring(0, 27));
        assertEquals("LANG=de_DE.UTF-8", lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void alpineHasAProfile() throws IOException {
        var run = ModuleRun.in(folder).distro("alpine");
        run.run(new Locale(), "{}");
        assertEquals(
                """
                #
                # This file is created by cloud-init once per new instance boot
                #
                export CHARSET=UTF-8
                export LANG=C.UTF-8
                export LC_COLLATE=C
                """,
                run.text("/etc/profile.d/50-cloud-init-locale.sh"));
    }

    @Test
    void raspiConfigIsAskedTwice() throws IOException {
        var run = debian().distro("raspberry-pi-os");
        run.machine()
                .processes()
                .answering(
                        RecordingProcesses.result(1, "", ""),
                        "/usr/bin/raspi-config",
                        "nonint",
                        "do_change_locale",
                        "de_DE");
        run.run(new Locale(), "locale: de_DE");
        assertEquals(
                List.of(
                        "/usr/bin/raspi-config nonint do_change_locale de_DE",
                        "/usr/bin/raspi-config nonint do_change_locale de_DE.UTF-8"),
                run.machine().processes().lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "'no'", "'off'", "0"})
    void off(String value) throws IOException {
        var run = debian();
        assertInstanceOf(Outcome.Skipped.class, run.run(new Locale(), "locale: " + value));
        assertEquals(List.of(), run.machine().processes().lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[de_DE]", "{a: b}"})
    void anotherFormIsRefused(String value) throws IOException {
        var run = debian();
        assertThrows(MalformedException.class, () -> run.run(new Locale(), "locale: " + value));
    }
}
