package org.cloudinit.dist.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options that a command takes, read as the original's {@code argparse} reads them: {@code
 * --name VALUE}, {@code --name=VALUE}, {@code -n VALUE}, {@code -nVALUE}, several short ones in one
 * word, a long one cut short where that is clear, words between them, and {@code --} before words
 * that only look like options. Immutable.
 */
public final class OptionTable {
    /** No options, no words. */
    public static final OptionTable EMPTY = new OptionTable(Map.of(), 0);

    /** What {@code Commands} adds to the options of every command. */
    private static final OptionTable COMMON =
            EMPTY.flag("--help", "-h").flag("--debug").value("--root").value("--config-drive");

    /** How many values follow. */
    enum Arity {
        NONE,
        ONE,
        /** One at least, up to the next option. */
        SEVERAL
    }

    /**
     * One option.
     *
     * @param name its first spelling
     * @param arity how many values follow
     * @param choices the values that there are; empty where any is good
     */
    record Option(String name, Arity arity, List<String> choices) {}

    private final Map<String, Option> spellings;
    private final int mostWords;

    private OptionTable(Map<String, Option> spellings, int mostWords) {
        this.spellings = spellings;
        this.mostWords = mostWords;
    }

    /** With an option without a value; the first spelling is its name. */
    public OptionTable flag(String... names) {
        return with(Arity.NONE, List.of(), names);
    }

    /** With an option that has a value; the first spelling is its name. */
    public OptionTable value(String... names) {
        return with(Arity.ONE, List.of(), names);
    }

    /** With an option that has one of these values, any where there are none. */
    public OptionTable value(List<String> choices, String... names) {
        return with(Arity.ONE, choices, names);
    }

    /** With an option that has one or more of these values behind it. */
    public OptionTable values(List<String> choices, String... names) {
        return with(Arity.SEVERAL, choices, names);
    }

    /** With words that belong to no option, at most so many. */
    public OptionTable words(int most) {
        return new OptionTable(spellings, most);
    }

    private OptionTable with(Arity arity, List<String> choices, String... names) {
        var all = new LinkedHashMap<>(spellings);
        var option = new Option(names[0], arity, List.copyOf(choices));
        for (String name : names) {
            all.put(name, option);
        }
        return new OptionTable(all, mostWords);
    }

    /** With the options of every command; where a spelling means something here, that counts. */
    public OptionTable withCommon() {
        var all = new LinkedHashMap<>(COMMON.spellings);
        all.putAll(spellings);
        return new OptionTable(all, mostWords);
    }

    int mostWords() {
        return mostWords;
    }

    /**
     * The option that a spelling means.
     *
     * @param spelling {@code -n}, {@code --name}, or the beginning of one long name
     * @return null where there is none
     * @throws UsageException if it is the beginning of several
     */
    @Nullable Option find(String spelling) throws UsageException {
        Option exact = spellings.get(spelling);
        if (exact != null || !spelling.startsWith("--") || spelling.length() < 3) {
            return exact;
        }
        var meant = new ArrayList<String>();
        for (String name : spellings.keySet()) {
            if (name.startsWith(spelling)) {
                meant.add(name);
            }
        }
        if (meant.size() > 1) {
            throw new UsageException(
                    "option '" + spelling + "' could mean " + String.join(", ", meant),
                    "Write it in full.");
        }
        return meant.isEmpty() ? null : spellings.get(meant.getFirst());
    }

    /**
     * Reads the words behind a command.
     *
     * @throws UsageException if they are not of this table
     */
    public Options read(List<String> words) throws UsageException {
        return new OptionReader(this, words).read();
    }
}
