package org.cloudinit.dist.bundles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.bundles.AgentClient;
import org.cloudinit.bundles.BundleAgent;
import org.cloudinit.bundles.BundleRuntime;
import org.cloudinit.bundles.ProcessClaim;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.LocalStage;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.Terminal;
import org.cloudinit.dist.command.UsageException;

/** {@code agent}: stays, with the bundles of the machine running. */
public final class AgentCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init agent [serve|stage|stop]

            Stay, with the bundles of this machine running, so that the command bundles swaps
            them at once.

              serve   be the agent; the default
              stage   let the agent run the Local stage
              stop    end the agent
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY.words(1);
    }

    @Override
    public int run(Call call) throws IOException, UsageException {
        String act = call.options().words().isEmpty() ? "serve" : call.options().words().getFirst();
        return switch (act) {
            case "serve" -> serve(call);
            case "stage", "stop" -> ask(act, call);
            default ->
                    throw new UsageException(
                            "there is no act '" + act + "'", "Write serve, stage or stop.");
        };
    }

    private static int serve(Call call) throws IOException, UsageException {
        Path root = Path.of(call.globals().root());
        // Before the framework starts: it would empty the folder that another one works in.
        try (ProcessClaim claim = ProcessClaim.asAgent(root)) {
            if (claim == null) {
                throw new UsageException(
                        "an agent runs on this machine", "End it with agent stop.");
            }
            return serve(call, root);
        }
    }

    private static int serve(Call call, Path root) throws IOException, UsageException {
        Host host = call.machine();
        var request =
                new BootRequest(
                        List.of(),
                        call.caller().environment().get("CLOUD_CFG"),
                        false,
                        call.globals().debug(),
                        false,
                        call.globals().configDrive());
        var stage = new StageWithBundles(request, host, root);
        Reporter shown = new Shown(call.terminal());
        try (BundleRuntime runtime = stage.start("agent", shown);
                var agent =
                        new BundleAgent(
                                root,
                                runtime,
                                stage.folders(shown),
                                extensions -> LocalStage.run(request, host, extensions))) {
            call.terminal().out().println("The agent is ready.");
            call.terminal().out().flush();
            agent.serve();
        }
        return 0;
    }

    private static int ask(String act, Call call) throws IOException, UsageException {
        try (AgentClient agent = AgentClient.of(Path.of(call.globals().root()))) {
            if (agent == null) {
                throw new UsageException(
                        "no agent runs on this machine", "Start one with agent serve.");
            }
            AgentClient.Answer answer = act.equals("stage") ? agent.stage() : agent.stop();
            answer.problems().forEach(call.terminal().err()::println);
            if (answer.exit() != null) {
                call.terminal().out().println("The stage ended with exit code " + answer.exit());
            }
            return answer.done() ? 0 : 1;
        }
    }

    /** Shows problems as they arise. */
    record Shown(Terminal terminal) implements Reporter {
        @Override
        public void report(Problem problem) {
            terminal.err().println("cloud-init: " + problem.line());
        }

        @Override
        public void decided(Decision decision) {
            // Decisions are for the log of a stage.
        }
    }
}
