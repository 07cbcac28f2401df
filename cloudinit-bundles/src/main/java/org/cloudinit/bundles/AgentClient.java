package org.cloudinit.bundles;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.jspecify.annotations.Nullable;

/** Speaks to the agent of a machine. */
public final class AgentClient implements AutoCloseable {
    private final SocketChannel channel;

    private AgentClient(SocketChannel channel) {
        this.channel = channel;
    }

    /** The agent of a machine, or null where none answers. */
    public static @Nullable AgentClient of(Path root) throws IOException {
        SocketChannel channel = AgentSocket.connect(root);
        return channel == null ? null : new AgentClient(channel);
    }

    /** What is installed. */
    public Answer list() throws IOException {
        return ask(Mapping.builder().put("act", "list").build());
    }

    /** Loads a jar, or puts it in the place of the one of its name. */
    public Answer put(Path file) throws IOException {
        return ask(
                Mapping.builder()
                        .put("act", "put")
                        .put("file", file.toAbsolutePath().toString())
                        .build());
    }

    /** Takes a jar out. */
    public Answer remove(String name) throws IOException {
        return ask(Mapping.builder().put("act", "remove").put("name", name).build());
    }

    /** Runs the Local stage. */
    public Answer stage() throws IOException {
        return ask(Mapping.builder().put("act", "stage").build());
    }

    /** Ends the agent. */
    public Answer stop() throws IOException {
        return ask(Mapping.builder().put("act", "stop").build());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Answer ask(Mapping question) throws IOException {
        AgentSocket.write(channel, question);
        Mapping answer = AgentSocket.read(channel);
        if (answer == null) {
            throw new IOException("the agent went away");
        }
        return new Answer(
                answer.flag("done", false),
                answer.texts("problems"),
                InstalledBundle.of(answer.sequence("bundles")),
                answer.shown("exit"));
    }

    /**
     * An answer.
     *
     * @param done whether it was done
     * @param problems what went wrong, a line each
     * @param bundles what is installed now
     * @param exit exit code of a stage, or null
     */
    public record Answer(
            boolean done,
            List<String> problems,
            List<InstalledBundle> bundles,
            @Nullable String exit) {
        public Answer {
            problems = List.copyOf(problems);
            bundles = List.copyOf(bundles);
        }
    }
}
