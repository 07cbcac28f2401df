package org.cloudinit.core.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SampleInstance;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates among the parts: what is made of them, who gets it, and what a refusal costs. */
class TemplatePartsTest {
    @TempDir private Path folder;

    private final RecordingReporter reporter = new RecordingReporter();
    private final List<String> handled = new ArrayList<>();
    private SandboxHost machine;

    /** Puts the region in; refuses what asks for it, as an engine would. */
    private final TemplateEngine engine =
            (template, variables) -> {
                if (template.body().contains("REFUSE")) {
                    throw new MalformedException(
                            "template.syntax",
                            "rendering a template",
                            new Origin(template.source(), 2, 0),
                            "it is refused",
                            "Do not ask for it.");
                }
                String text = template.body().replace("{{ region }}", variables.text("region", ""));
                return new TemplateEngine.Rendered(
                        text, text.contains("missing") ? List.of("missing") : List.of());
            };

    private class Noting implements PartHandler {
        @Override
        public Set<String> types() {
            return Set.of("text/cloud-config", "text/x-shellscript");
        }

        @Override
        public Frequency frequency() {
            return Frequency.PER_ALWAYS;
        }

        @Override
        public Session begin(HandlerContext context) {
            return new Session() {
                @Override
                public void handle(Part part) {
                    handled.add(
                            part.contentType()
                                    + " "
                                    + part.filename()
                                    + " "
                                    + part.content().revealText());
                }

                @Override
                public void end() {}
            };
        }
    }

    @BeforeEach
    void makeMachine() throws IOException {
        machine = SandboxHost.in(folder).build();
    }

    private void instanceData(String json) throws IOException {
        machine.root()
                .write(
                        RenderedFile.text(
                                "/run/cloud-init/instance-data-sensitive.json", json, 0600));
    }

    private static Part template(String text) {
        return new Part("text/jinja2", "p", Secret.of("## template: jinja\n" + text), Map.of());
    }

    private void walk(Part... parts) {
        HandlerContext context = SampleInstance.handling(machine, new TextDocuments(), reporter);
        new UserDataWalk(machine.root(), "/cache", null, new TextDocuments(), engine, null)
                .walk(
                        List.of(parts),
                        List.of(new Noting()),
                        Frequency.PER_INSTANCE,
                        Set.of(),
                        -1,
                        context);
    }

    private List<String> codes() {
        return reporter.problems().stream().map(Problem::code).toList();
    }

    @Test
    void aTemplateIsHandledAsWhatItGives() throws IOException {
        instanceData("{\"v1\": {\"region\": \"r-1\"}}");
        walk(template("#cloud-config\na: {{ region }}\n"), template("#!/bin/sh\n{{ region }}\n"));
        assertEquals(
                List.of(
                        "text/cloud-config p #cloud-config\na: r-1\n",
                        "text/x-shellscript p #!/bin/sh\nr-1\n"),
                handled);
        assertEquals(List.of(), codes());
    }

    @Test
    void missingVariablesAreNamed() throws IOException {
        instanceData("{}");
        walk(template("#cloud-config\na: missing\n"));
        assertEquals(1, handled.size());
        assertEquals(List.of("template.missing-variables"), codes());
    }

    @Test
    void aTemplateThatIsRefusedHarmsNoOther() throws IOException {
        instanceData("{}");
        walk(template("REFUSE"), template("#cloud-config\na: 1\n"));
        assertEquals(1, handled.size());
        assertEquals(List.of("user-data.handler-failed"), codes());
        assertEquals("user-data/p:2", reporter.problems().getFirst().origin().toString());
    }

    @Test
    void withoutInstanceDataNoTemplateIsRendered() {
        walk(template("#cloud-config\na: 1\n"));
        assertEquals(List.of(), handled);
        assertEquals(List.of("user-data.handler-failed"), codes());
    }

    @Test
    void instanceDataThatCannotBeReadIsReportedWithoutItsValues() throws IOException {
        instanceData("{\"password\": MARKER}");
        walk(template("#cloud-config\na: 1\n"));
        assertEquals(List.of(), handled);
        assertFalse(reporter.problems().getFirst().line().contains("MARKER"));
    }

    @Test
    void whatATemplateMayNotBeIsLeftOut() throws IOException {
        instanceData("{}");
        walk(
                template("#part-handler\n"),
                template("#include\nfile:///etc/shadow\n"),
                template("plain text"),
                template(""));
        assertEquals(List.of(), handled);
        assertEquals(
                List.of("template.unhandled", "template.unhandled", "template.unhandled"), codes());
    }

    @Test
    void aPartOfTheTypeWithoutTheMarkIsRefused() throws IOException {
        instanceData("{}");
        walk(new Part("text/jinja2", "p", Secret.of("#cloud-config\n"), Map.of()));
        assertEquals(List.of(), handled);
        assertEquals(List.of("user-data.handler-failed"), codes());
    }
}
