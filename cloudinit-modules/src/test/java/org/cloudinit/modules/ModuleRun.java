package org.cloudinit.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SampleInstance;
import org.cloudinit.testkit.SandboxHost;

/** A machine, and runs of modules on it with configurations written as YAML. */
public final class ModuleRun {
    /** The instance's folder. */
    public static final String INSTANCE = "/var/lib/cloud/instances/i-abc";

    private static final TextDocuments DOCUMENTS = new TextDocuments();

    private final SandboxHost machine;
    private final RecordingReporter reporter = new RecordingReporter();
    private Host host;
    private String distro = "debian";
    private Mapping metadata = Mapping.EMPTY;
    private List<String> publicKeys = List.of();
    private List<ConfigTree> arguments = List.of();

    private ModuleRun(SandboxHost machine) {
        this.machine = machine;
        this.host = machine.host();
    }

    /** A machine in a folder, bare but for root in its user table. */
    public static ModuleRun in(Path folder) throws IOException {
        return on(
                SandboxHost.in(folder)
                        .file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                        .file("/etc/group", "root:x:0:\n")
                        .build());
    }

    /** A machine that is there already. */
    public static ModuleRun on(SandboxHost machine) throws IOException {
        machine.root().link("/var/lib/cloud/instance", INSTANCE);
        return new ModuleRun(machine);
    }

    /** Another distribution than Debian. */
    public ModuleRun distro(String name) {
        distro = name;
        return this;
    }

    /** What meta-data says, as YAML. */
    public ModuleRun metadata(String yaml) {
        metadata = mapping(yaml);
        return this;
    }

    /** SSH keys that the cloud gives. */
    public ModuleRun publicKeys(String... keys) {
        publicKeys = List.of(keys);
        return this;
    }

    /** Arguments of the module list. */
    public ModuleRun arguments(String... texts) {
        arguments = Sequence.ofTexts(List.of(texts)).items();
        return this;
    }

    /** Another machine's ports in place of the sandbox's. */
    public ModuleRun host(Host other) {
        host = other;
        return this;
    }

    /** Programs are really run, as processes of this system. */
    public ModuleRun runningPrograms() {
        return runningPrograms(UnaryOperator.identity());
    }

    /** Programs are really run, and what they say is changed on its way. */
    public ModuleRun runningPrograms(UnaryOperator<String> said) {
        Host other = machine.host();
        host =
                new Host(
                        other.root(),
                        other.mounter(),
                        other.links(),
                        command -> {
                            ProcessRunner.Result result = run(command);
                            String text = new String(result.output(), StandardCharsets.UTF_8);
                            byte[] changed = said.apply(text).getBytes(StandardCharsets.UTF_8);
                            return new ProcessRunner.Result(
                                    result.exitCode(), changed, result.error());
                        },
                        other.clock());
        return this;
    }

    /** Runs a module; what it throws is thrown. */
    public Outcome run(ConfigModule module, String yaml) throws IOException {
        return run(module, mapping(yaml));
    }

    /** Runs a module; what it throws is thrown. */
    public Outcome run(ConfigModule module, Mapping config) throws IOException {
        InstanceData instance = SampleInstance.data(metadata, publicKeys);
        return module.run(context(host, config, instance, arguments, reporter, distro));
    }

    /** The context of a run on Debian. */
    public static ModuleContext context(
            SandboxHost machine, Mapping config, RecordingReporter reporter) {
        return context(
                machine.host(), config, SampleInstance.data(), List.of(), reporter, "debian");
    }

    private static ModuleContext context(
            Host host,
            Mapping config,
            InstanceData instance,
            List<ConfigTree> arguments,
            RecordingReporter reporter,
            String distro) {
        return new ModuleContext(
                config,
                arguments,
                instance,
                SampleInstance.PATHS,
                Distros.of(distro),
                host,
                DOCUMENTS,
                ModuleRun::substitute,
                reporter);
    }

    /** A configuration. */
    public static Mapping mapping(String yaml) {
        return DOCUMENTS.yaml(yaml.getBytes(StandardCharsets.UTF_8), "user-data")
                        instanceof Mapping mapping
                ? mapping
                : Mapping.EMPTY;
    }

    /** As much of an engine as the distributions' simplest templates need: names in braces. */
    private static TemplateEngine.Rendered substitute(Template template, Mapping variables) {
        String text = template.body();
        for (var variable : variables.entries().entrySet()) {
            if (variable.getValue() instanceof Scalar value) {
                text = text.replace("{{" + variable.getKey().display() + "}}", value.display());
            }
        }
        return new TemplateEngine.Rendered(text, List.of());
    }

    /** The machine. */
    public SandboxHost machine() {
        return machine;
    }

    /** Codes of what was reported. */
    public List<String> codes() {
        return reporter.codes();
    }

    /** What was reported. */
    public RecordingReporter reporter() {
        return reporter;
    }

    /** Text of a file of the machine. */
    public String text(String path) throws IOException {
        return new String(machine.root().read(path), StandardCharsets.UTF_8);
    }

    /** Permission bits of a file of the machine, in octal. */
    public String mode(String path) throws IOException {
        var facts = machine.root().facts(path);
        return facts == null ? "nothing" : Integer.toOctalString(facts.mode());
    }

    private static ProcessRunner.Result run(ProcessRunner.Command command) throws IOException {
        var builder = new ProcessBuilder(command.words());
        builder.environment().putAll(command.environment());
        Process process = builder.redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write(command.input());
        }
        byte[] output = process.getInputStream().readAllBytes();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("does not end: " + command);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return new ProcessRunner.Result(process.exitValue(), output, new byte[0]);
    }
}
