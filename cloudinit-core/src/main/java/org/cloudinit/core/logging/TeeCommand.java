package org.cloudinit.core.logging;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A shell command that is nothing but {@code tee [-a] FILE} with a file name that a shell takes as
 * it is.
 */
record TeeCommand(String file, boolean append) {
    static @Nullable TeeCommand of(String command) {
        var words = new ArrayList<String>();
        for (String word : command.split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        if (words.isEmpty() || !words.getFirst().equals("tee")) {
            return null;
        }
        boolean append = words.size() == 3 && words.get(1).equals("-a");
        String file = words.getLast();
        boolean plain = append || words.size() == 2;
        return plain && isPlain(file) ? new TeeCommand(file, append) : null;
    }

    private static boolean isPlain(String file) {
        if (file.isEmpty() || file.startsWith("-")) {
            return false;
        }
        for (int i = 0; i < file.length(); i++) {
            char c = file.charAt(i);
            if (!Character.isLetterOrDigit(c) && "/._-+:@%,".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
