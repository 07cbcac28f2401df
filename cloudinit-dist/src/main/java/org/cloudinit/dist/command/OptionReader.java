package org.cloudinit.dist.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.dist.command.OptionTable.Arity;
import org.cloudinit.dist.command.OptionTable.Option;
import org.jspecify.annotations.Nullable;

/** One reading of the words behind a command. */
final class OptionReader {
    private final OptionTable table;
    private final List<String> words;
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> loose = new ArrayList<>();
    private int next;

    OptionReader(OptionTable table, List<String> words) {
        this.table = table;
        this.words = words;
    }

    Options read() throws UsageException {
        while (next < words.size()) {
            String word = words.get(next++);
            if (word.equals("--")) {
                while (next < words.size()) {
                    takeLoose(words.get(next++));
                }
            } else if (word.startsWith("--")) {
                takeLong(word);
            } else if (isOption(word)) {
                takeShort(word);
            } else {
                takeLoose(word);
            }
        }
        return new Options(values, loose);
    }

    /** A single dash is a value: it means standard input. */
    private static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-");
    }

    private void takeLoose(String word) throws UsageException {
        if (loose.size() == table.mostWords()) {
            throw new UsageException(
                    "'" + word + "' is one word too many", "Usage is shown by --help.");
        }
        loose.add(word);
    }

    private void takeLong(String word) throws UsageException {
        int equals = word.indexOf('=');
        String spelling = equals < 0 ? word : word.substring(0, equals);
        take(known(spelling), spelling, equals < 0 ? null : word.substring(equals + 1));
    }

    /** {@code -lw} is two options where the first has no value, else one with its value. */
    private void takeShort(String word) throws UsageException {
        for (int i = 1; i < word.length(); i++) {
            String spelling = "-" + word.charAt(i);
            Option option = known(spelling);
            boolean last = i + 1 == word.length();
            if (option.arity() != Arity.NONE || last) {
                take(option, spelling, last ? null : word.substring(i + 1));
                return;
            }
            put(option, "");
        }
    }

    private Option known(String spelling) throws UsageException {
        Option option = table.find(spelling);
        if (option == null) {
            throw new UsageException(
                    "there is no option '" + spelling + "'", "Options are listed by --help.");
        }
        return option;
    }

    private void take(Option option, String spelling, @Nullable String inline)
            throws UsageException {
        if (option.arity() == Arity.NONE) {
            if (inline != null) {
                throw new UsageException(
                        "option '" + spelling + "' takes no value", "Leave the value out.");
            }
            put(option, "");
            return;
        }
        String value = inline;
        if (value == null && follows()) {
            value = words.get(next++);
        }
        if (value == null || value.isEmpty()) {
            throw new UsageException(
                    "option '" + spelling + "' needs a value", "Put it behind the option.");
        }
        putChecked(option, value);
        while (option.arity() == Arity.SEVERAL && inline == null && follows()) {
            putChecked(option, words.get(next++));
        }
    }

    private boolean follows() {
        return next < words.size() && !isOption(words.get(next));
    }

    private void putChecked(Option option, String value) throws UsageException {
        if (!option.choices().isEmpty() && !option.choices().contains(value)) {
            throw new UsageException(
                    "'" + value + "' is no value of " + option.name(),
                    "Write one of " + String.join(", ", option.choices()) + ".");
        }
        put(option, value);
    }

    private void put(Option option, String value) {
        values.computeIfAbsent(option.name(), _ -> new ArrayList<>(1)).add(value);
    }
}
