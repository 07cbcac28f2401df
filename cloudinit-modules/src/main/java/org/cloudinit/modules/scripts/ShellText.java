package org.cloudinit.modules.scripts;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;

/**
 * Commands of the configuration as a shell script ({@code util.shellify}). A string is a line as it
 * stands; of a list each word is quoted; null, which a comment leaves behind, is nothing.
 */
final class ShellText {
    private final String key;
    private final StringBuilder script = new StringBuilder("#!/bin/sh\n");

    private ShellText(String key) {
        this.key = key;
    }

    /**
     * The script of a key.
     *
     * @throws MalformedException if the value is no list, or an item is neither string nor list
     */
    static String of(Mapping config, String key) {
        var text = new ShellText(key);
        ConfigTree commands = config.get(key);
        if (!(commands instanceof Sequence sequence)) {
            throw text.malformed(commands == null ? config : commands, "no list of commands");
        }
        for (ConfigTree command : sequence) {
            text.append(command);
        }
        return text.script.toString();
    }

    private void append(ConfigTree command) {
        switch (command) {
            case Scalar.Text line -> script.append(line.value()).append('\n');
            case Sequence words -> appendQuoted(words);
            case Scalar.Null _ -> {}
            case Scalar _, Mapping _ ->
                    throw malformed(command, "a " + command.kind() + ", where a command is wanted");
        }
    }

    private void appendQuoted(Sequence words) {
        String separator = "";
        for (ConfigTree word : words) {
            if (!(word instanceof Scalar scalar)) {
                throw malformed(word, "a " + word.kind() + ", where a word of a command is wanted");
            }
            script.append(separator).append('\'');
            script.append(scalar.display().replace("'", "'\\''")).append('\'');
            separator = " ";
        }
        script.append('\n');
    }

    private MalformedException malformed(ConfigTree place, String what) {
        return new MalformedException(
                key + ".commands",
                "reading " + key,
                place.origin(),
                "this is " + what,
                "Write a list; each item is a string or a list of words. None of them was run.");
    }
}
