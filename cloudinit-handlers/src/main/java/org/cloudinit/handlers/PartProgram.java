package org.cloudinit.handlers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.host.ProcessRunner.Conversation;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.jspecify.annotations.Nullable;

/**
 * A part handler that is a program. It runs from its first question to the end of the walk, and is
 * asked in the protocol of {@code docs/part-handlers.md}.
 */
final class PartProgram implements PartHandler {
    /** Most lines of an answer. */
    private static final int LINES = 10_000;

    private final String name;
    private final Conversation conversation;
    private final Set<String> types;
    private final Frequency frequency;

    private PartProgram(
            String name, Conversation conversation, Set<String> types, Frequency frequency) {
        this.name = name;
        this.conversation = conversation;
        this.types = types;
        this.frequency = frequency;
    }

    /**
     * Asks a program for its types.
     *
     * @param name its file, for messages
     * @throws MalformedException if it gives no answer, or refuses; it is then ended
     */
    static PartProgram of(String name, Conversation conversation) {
        boolean asked = false;
        try {
            send("call: list_types\n\n", name, conversation);
            var types = new LinkedHashSet<String>();
            Frequency frequency = Frequency.PER_INSTANCE;
            for (String line : answer(name, "list_types", conversation)) {
                if (line.startsWith("type: ")) {
                    types.add(unescaped(line.substring("type: ".length())));
                } else if (line.startsWith("frequency: ")) {
                    frequency = frequency(line.substring("frequency: ".length()));
                }
            }
            asked = true;
            return new PartProgram(name, conversation, types, frequency);
        } finally {
            if (!asked) {
                conversation.close();
            }
        }
    }

    /** A word that is no frequency is never due, as in the original. */
    private static Frequency frequency(String word) {
        return switch (word) {
            case "always" -> Frequency.PER_ALWAYS;
            case "once-per-instance" -> Frequency.PER_INSTANCE;
            default -> Frequency.PER_ONCE;
        };
    }

    private static void send(String question, String name, Conversation conversation) {
        try {
            conversation.send(question);
        } catch (IOException e) {
            throw HandlerFailure.of(name, String.valueOf(e.getMessage()));
        }
    }

    /** The lines of an answer, up to the one that ends it. */
    private static List<String> answer(String name, String call, Conversation conversation) {
        var lines = new ArrayList<String>();
        while (true) {
            String line = received(name, conversation);
            if (line == null) {
                throw HandlerFailure.of(name, "it ended without an answer to " + call);
            }
            if (line.equals("done")) {
                return lines;
            }
            if (line.startsWith("failed")) {
                throw HandlerFailure.of(name, "it failed at " + call + reason(line));
            }
            if (lines.size() == LINES) {
                throw HandlerFailure.of(name, "its answer to " + call + " does not end");
            }
            lines.add(line);
        }
    }

    private static @Nullable String received(String name, Conversation conversation) {
        try {
            return conversation.receive();
        } catch (IOException e) {
            throw HandlerFailure.of(name, String.valueOf(e.getMessage()));
        }
    }

    /** One word of the reason: what is more than a word may quote the data. */
    private static String reason(String line) {
        String word = line.substring("failed".length()).replace(":", "").strip();
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isLetterOrDigit(word.charAt(i)) && word.charAt(i) != '_') {
                return "";
            }
        }
        return word.isEmpty() || word.length() > 40 ? "" : " with " + word;
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public Frequency frequency() {
        return frequency;
    }

    @Override
    public Session begin(HandlerContext context) {
        var session = new Parts();
        session.signal("__begin__");
        return session;
    }

    private final class Parts implements Session {
        @Override
        public void handle(Part part) {
            var request = new StringBuilder(head(part.contentType()));
            request.append("filename: ").append(escaped(part.filename())).append('\n');
            for (Map.Entry<String, String> header : part.headers().entrySet()) {
                String line = header.getKey() + ": " + header.getValue();
                request.append("header: ").append(escaped(line)).append('\n');
            }
            request.append("payload: ")
                    .append(Base64.getEncoder().encodeToString(part.content().reveal()))
                    .append("\n\n");
            send(request.toString(), name, conversation);
            answer(name, part.filename(), conversation);
        }

        @Override
        public void end() {
            try {
                signal("__end__");
            } finally {
                conversation.close();
            }
        }

        private void signal(String type) {
            send(head(type) + "\n", name, conversation);
            answer(name, type, conversation);
        }

        private String head(String type) {
            return "call: handle_part\ntype: "
                    + escaped(type)
                    + "\nfrequency: "
                    + frequency.spelling().toLowerCase(Locale.ROOT)
                    + "\n";
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\");
    }
}
