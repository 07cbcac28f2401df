package org.cloudinit.core.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * What is left to be done when the files of a network are written: the programs by which they take
 * effect, and then the mark that it is done. The programs are at work beside the stage's next
 * steps, which wait for nothing of theirs but where they start programs themselves. Only the
 * stage's own thread reports and marks.
 */
public final class NetworkEffect {
    private static final long LIMIT_MILLIS = 60_000;

    private final FutureTask<List<Problem>> programs;
    private final @Nullable NetworkMark mark;

    private NetworkEffect(FutureTask<List<Problem>> programs, @Nullable NetworkMark mark) {
        this.programs = programs;
        this.mark = mark;
    }

    /** That of files which were not written. */
    public static NetworkEffect none() {
        var nothing = new FutureTask<List<Problem>>(List::of);
        nothing.run();
        return new NetworkEffect(nothing, null);
    }

    /**
     * Starts the programs. Calls of one program that follow one another run side by side: one for
     * each link, say. A program waits for the one before it.
     *
     * @param mark says how far it came; null where the files are not on the disk
     */
    static NetworkEffect begin(
            List<List<String>> commands, ProcessRunner processes, @Nullable NetworkMark mark) {
        if (commands.isEmpty()) {
            if (mark != null) {
                mark.done();
            }
            return none();
        }
        if (mark != null) {
            mark.begin();
        }
        var programs = new FutureTask<>(() -> run(commands, processes));
        processes.beside("network", programs);
        return new NetworkEffect(programs, mark);
    }

    /** Waits until the programs have ended, and tells what went wrong. To be called once. */
    public void finish(Reporter reporter) {
        await().forEach(reporter::report);
        if (mark != null) {
            mark.done();
        }
    }

    /** Programs that are started when these have ended. */
    public ProcessRunner before(ProcessRunner processes) {
        return new Later(this, processes);
    }

    private List<Problem> await() {
        try {
            return programs.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of(problem("the programs of the network", "the wait was interrupted"));
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Programs that wait. */
    private record Later(NetworkEffect network, ProcessRunner processes) implements ProcessRunner {
        @Override
        public Result run(Command command) throws IOException {
            network.await();
            return processes.run(command);
        }

        @Override
        public Running start(Command command) throws IOException {
            network.await();
            return processes.start(command);
        }

        @Override
        public ProcessRunner apartFromNetwork() {
            return processes;
        }

        @Override
        public void beside(String name, Runnable work) {
            processes.beside(name, work);
        }

        @Override
        public void show(String text) throws IOException {
            processes.show(text);
        }

        @Override
        public Conversation converse(Command command) throws IOException {
            network.await();
            return processes.converse(command);
        }
    }

    private record Call(String name, ProcessRunner.Running running) {}

    private static List<Problem> run(List<List<String>> commands, ProcessRunner processes) {
        var problems = new ArrayList<Problem>();
        int next = 0;
        while (next < commands.size()) {
            int end = endOfGroup(commands, next);
            for (Call call : start(commands.subList(next, end), processes, problems)) {
                await(call, problems);
            }
            next = end;
        }
        return problems;
    }

    private static List<Call> start(
            List<List<String>> commands, ProcessRunner processes, List<Problem> problems) {
        var calls = new ArrayList<Call>();
        for (List<String> command : commands) {
            String name = String.join(" ", command);
            try {
                calls.add(new Call(name, processes.start(limited(command))));
            } catch (IOException failure) {
                problems.add(problem(name, String.valueOf(failure.getMessage())));
            }
        }
        return calls;
    }

    private static int endOfGroup(List<List<String>> commands, int from) {
        int end = from;
        while (end < commands.size()
                && commands.get(end).getFirst().equals(commands.get(from).getFirst())) {
            end++;
        }
        return end;
    }

    private static ProcessRunner.Command limited(List<String> command) {
        return new ProcessRunner.Command(
                command, Map.of(), new byte[0], LIMIT_MILLIS, ProcessRunner.Output.CAPTURED_LATE);
    }

    private static void await(Call call, List<Problem> problems) {
        try {
            ProcessRunner.Result result = call.running().await();
            if (!result.success()) {
                problems.add(problem(call.name(), "it ended with " + result.exitCode()));
            }
        } catch (IOException failure) {
            problems.add(problem(call.name(), String.valueOf(failure.getMessage())));
        }
    }

    private static Problem problem(String command, String message) {
        return Problem.warning(
                "network.command",
                "running " + command,
                Origin.BUILT_IN,
                message,
                "Run it by hand to see why; the files are written.");
    }
}
