package org.cloudinit.bundles;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.core.Extensions;
import org.cloudinit.core.LocalOutcome;

/**
 * A resident process: keeps the bundles of a machine running, swaps them when it is told to, and
 * runs a stage with those that are there. It is told over {@link AgentSocket} what to do:
 *
 * <ul>
 *   <li>{@code {"act": "list"}}: what is installed
 *   <li>{@code {"act": "put", "file": PATH}}: load a jar, which must be one that may be loaded
 *   <li>{@code {"act": "remove", "name": NAME}}
 *   <li>{@code {"act": "stage"}}: run the Local stage
 *   <li>{@code {"act": "stop"}}
 * </ul>
 *
 * <p>An answer has {@code done}, {@code problems} and what was asked for.
 */
public final class BundleAgent implements AutoCloseable {
    private final BundleRuntime runtime;
    private final BundleFolders folders;
    private final Function<Extensions, LocalOutcome> stage;
    private final Path root;
    private final ServerSocketChannel server;
    private final ReadWriteLock answering = new ReentrantReadWriteLock();

    /**
     * Opens the socket.
     *
     * @param root the machine's root folder
     * @param runtime the bundles; not closed by the agent
     * @param folders says which jars may be loaded
     * @param stage runs the stage with what is there
     * @throws IOException if an agent is there already, or the socket cannot be made
     */
    public BundleAgent(
            Path root,
            BundleRuntime runtime,
            BundleFolders folders,
            Function<Extensions, LocalOutcome> stage)
            throws IOException {
        this.root = root;
        this.runtime = runtime;
        this.folders = folders;
        this.stage = stage;
        this.server = AgentSocket.listen(root);
    }

    /**
     * Answers until it is told to stop, and what is under way then, such as a stage, to its end.
     * Each caller has a thread of its own.
     */
    public void serve() throws IOException {
        while (true) {
            try {
                SocketChannel caller = server.accept();
                Thread.ofVirtual().name("agent").start(() -> answer(caller));
            } catch (ClosedChannelException _) {
                answering.writeLock().lock();
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(AgentSocket.below(root));
    }

    private void answer(SocketChannel caller) {
        boolean stop = false;
        try (caller) {
            stop = converse(caller);
        } catch (IOException _) {
            // The caller is gone: nobody is left to be told.
        }
        if (stop) {
            end();
        }
    }

    /** Answers questions until there is no more; answers whether the last one was to stop. */
    private boolean converse(SocketChannel caller) throws IOException {
        var noted = new Noted();
        try {
            Mapping question = AgentSocket.read(caller);
            while (question != null) {
                answering.readLock().lock();
                try {
                    AgentSocket.write(caller, answer(question));
                } finally {
                    answering.readLock().unlock();
                }
                if (question.text("act", "").equals("stop")) {
                    return true;
                }
                question = AgentSocket.read(caller);
            }
        } catch (MalformedException nonsense) {
            noted.report(nonsense.problem());
            AgentSocket.write(
                    caller,
                    Mapping.builder().put("done", false).put("problems", noted.asTree()).build());
        }
        return false;
    }

    private void end() {
        try {
            close();
        } catch (IOException failure) {
            throw new IllegalStateException("the agent's socket cannot be closed", failure);
        }
    }

    private Mapping answer(Mapping question) {
        var noted = new Noted();
        var answer = Mapping.builder();
        boolean done =
                switch (question.text("act", "")) {
                    case "list" -> true;
                    case "put" -> put(question.text("file", ""), noted);
                    case "remove" -> remove(question.text("name", ""), noted);
                    case "stage" -> stage(noted, answer);
                    case "stop" -> true;
                    default -> false;
                };
        return answer.put("done", done)
                .put("problems", noted.asTree())
                .put("bundles", InstalledBundle.tree(runtime.bundles()))
                .build();
    }

    private boolean put(String file, Noted noted) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException wrong) {
            noted.lines.add("this is no path: " + wrong.getReason());
            return false;
        }
        BundleFile jar = folders.read(path, noted);
        return jar != null && folders.counts(jar, noted) && runtime.put(jar, noted);
    }

    /** A jar of packages that the one which goes took the place of has it again. */
    private boolean remove(String name, Noted noted) {
        try {
            boolean wasThere = runtime.remove(name, noted);
            BundleFile next = folders.counting(name);
            return next == null ? wasThere : runtime.put(next, noted);
        } catch (IOException failure) {
            noted.lines.add(String.valueOf(failure.getMessage()));
            return false;
        }
    }

    private boolean stage(Noted noted, Mapping.Builder answer) {
        LocalOutcome outcome = runtime.with(stage);
        outcome.problems().forEach(noted::report);
        answer.put("exit", outcome.exitCode());
        String source = outcome.dataSource();
        answer.put("data_source", source == null ? Scalar.nothing() : Scalar.text(source));
        return outcome.exitCode() == 0;
    }

    /** Keeps the lines of what is reported. */
    private static final class Noted implements Reporter {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void report(Problem problem) {
            lines.add(problem.line());
        }

        @Override
        public void decided(Decision decision) {
            // The stage logs its decisions itself.
        }

        ConfigTree asTree() {
            return Sequence.ofTexts(lines);
        }
    }
}
