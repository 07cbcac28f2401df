import java.util.List;
import java.util.Properties;

/**
 * A text of which each distribution has its own rendering. A line that ends in {@code #:} and names
 * of distributions is in theirs alone, without that mark; {@code @word@} is the distribution's
 * property of that name.
 */
final class Template {
    private static final String MARK = "#: ";

    private Template() {}

    /**
     * Renders for one distribution.
     *
     * @throws IllegalArgumentException if a property is missing or a distribution is misspelt
     */
    static String render(String text, String distribution, Properties properties) {
        var rendered = new StringBuilder();
        for (String line : text.lines().toList()) {
            int mark = line.indexOf(MARK);
            if (mark < 0) {
                rendered.append(filled(line, distribution, properties)).append('\n');
            } else if (names(line, mark, properties).contains(distribution)) {
                String own = line.substring(0, mark).stripTrailing();
                rendered.append(filled(own, distribution, properties)).append('\n');
            }
        }
        return rendered.toString();
    }

    private static List<String> names(String line, int mark, Properties properties) {
        List<String> names = List.of(line.substring(mark + MARK.length()).strip().split(" +"));
        for (String name : names) {
            if (!properties.containsKey(name + ".title")) {
                throw new IllegalArgumentException("no distribution " + name + ": " + line);
            }
        }
        return names;
    }

    private static String filled(String line, String distribution, Properties properties) {
        String filled = line;
        for (int at = filled.indexOf('@'); at >= 0; at = filled.indexOf('@', at)) {
            int end = filled.indexOf('@', at + 1);
            if (end < 0) {
                throw new IllegalArgumentException("an @ without its second: " + line);
            }
            String word = filled.substring(at + 1, end);
            String value =
                    word.equals("name")
                            ? distribution
                            : properties.getProperty(distribution + "." + word);
            if (value == null) {
                throw new IllegalArgumentException(distribution + " has no " + word + ": " + line);
            }
            filled = filled.substring(0, at) + value + filled.substring(end + 1);
            at += value.length();
        }
        return filled;
    }
}
