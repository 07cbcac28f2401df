package org.cloudinit.core.logging;

import java.util.List;

/** Where one of the two outputs goes. */
public sealed interface Redirect {
    /** As the reference writes it: operator, space, argument. */
    String spelling();

    /** {@code > FILE}: the file is emptied first. */
    record Into(String file) implements Redirect {
        @Override
        public String spelling() {
            return "> " + file;
        }
    }

    /** {@code >> FILE}. */
    record Onto(String file) implements Redirect {
        @Override
        public String spelling() {
            return ">> " + file;
        }
    }

    /** {@code | COMMAND}, for a shell. */
    record Through(String command) implements Redirect {
        @Override
        public String spelling() {
            return "| " + command;
        }
    }

    /** Reads one entry; without an operator it is a file to be appended to. */
    static Redirect of(String entry) {
        String text = entry.strip();
        for (String operator : List.of(">>", ">", "|")) {
            if (text.startsWith(operator)) {
                String rest = text.substring(operator.length()).strip();
                return switch (operator) {
                    case ">" -> new Into(rest);
                    case "|" -> new Through(rest);
                    default -> new Onto(rest);
                };
            }
        }
        return new Onto(text);
    }
}
