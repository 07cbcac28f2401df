package org.cloudinit.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.PartHandlerLoader;

/**
 * Part handlers that the machine or its user-data bring: Python files as the original takes them,
 * any other program that speaks the same protocol, and jars with a {@link PartHandler}. What one
 * does ends at its own parts: it has a time limit, and what it throws is told.
 */
public final class MachineHandlers implements PartHandlerLoader {
    private static final long SECONDS = 120;

    /** Made by the module system. */
    public MachineHandlers() {}

    @Override
    public List<PartHandler> installed(HandlerContext context) {
        var handlers = new ArrayList<PartHandler>();
        String folder = context.paths().handlers();
        List<String> names;
        try {
            names = context.root().list(folder);
        } catch (IOException e) {
            report(folder, e, context);
            return handlers;
        }
        for (String name : names) {
            String path = folder + "/" + name;
            try {
                if (name.endsWith(".py")) {
                    handlers.add(python(path, context));
                } else if (name.endsWith(".jar")) {
                    handlers.addAll(jar(path, context));
                } else if (context.root().isExecutable(path)) {
                    handlers.add(program(path, List.of(inMachine(path, context)), context));
                }
            } catch (IOException | RuntimeException | LinkageError e) {
                report(path, e, context);
            }
        }
        return handlers;
    }

    /** The part is kept as a file of the instance, as the original keeps it. */
    @Override
    public PartHandler load(Part part, int number, HandlerContext context) throws IOException {
        String digits = Integer.toString(number);
        String name = "part-handler-" + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
        String path = context.paths().instanceFile("handlers/" + name + ".py");
        context.root().write(path, part.content(), 0600);
        return python(path, context);
    }

    private static PartHandler python(String path, HandlerContext context) throws IOException {
        return program(path, List.of("python3", "-c", driver(), inMachine(path, context)), context);
    }

    private static String inMachine(String path, HandlerContext context) throws IOException {
        return context.root().resolve(path).toString();
    }

    private static PartHandler program(String path, List<String> words, HandlerContext context)
            throws IOException {
        var command =
                new Command(
                        words,
                        Map.of(
                                "INSTANCE_ID", context.instance().id().value(),
                                "CLOUD_DIR", context.paths().cloud(),
                                "RUN_DIR", context.paths().run()),
                        new byte[0],
                        limitMillis(context),
                        Output.SHOWN);
        return PartProgram.of(path, context.processes().converse(command));
    }

    private static List<PartHandler> jar(String path, HandlerContext context) throws IOException {
        if (!context.root().resolve("/").equals(Path.of("/"))) {
            throw new IOException("code of another root folder is not run");
        }
        return JarHandlers.of(context.root().resolve(path), limitMillis(context));
    }

    /** {@code part_handlers: {time_limit: SECONDS}}, for each answer of a handler. */
    private static long limitMillis(HandlerContext context) {
        ConfigTree stated = context.config().find("part_handlers", "time_limit");
        if (stated instanceof Scalar.Int(long seconds, _) && seconds > 0 && seconds < 86_400) {
            return 1000 * seconds;
        }
        return 1000 * SECONDS;
    }

    private static String driver() throws IOException {
        try (InputStream in = MachineHandlers.class.getResourceAsStream("part_handler.py")) {
            if (in == null) {
                throw new IOException("the driver of Python handlers is not part of the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void report(String path, Throwable failure, HandlerContext context) {
        String message =
                switch (failure) {
                    case MalformedException malformed -> malformed.problem().message();
                    // Of our own ports, or of the module system: no stranger's words.
                    case IOException io -> String.valueOf(io.getMessage());
                    default -> "a " + failure.getClass().getSimpleName();
                };
        context.reporter()
                .report(
                        Problem.warning(
                                "user-data.handler-not-loaded",
                                "loading a part handler",
                                Origin.of(path),
                                message,
                                "Its parts are left to other handlers; run it by hand."));
    }
}
