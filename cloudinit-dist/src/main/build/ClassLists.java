import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists of classes as the virtual machine writes and reads them ({@code -XX:DumpLoadedClassList},
 * {@code -XX:SharedClassListFile}), and its logs on classes. Names have slashes.
 */
final class ClassLists {
    private static final Pattern INITIALISED = Pattern.compile("Initializing '([^']+)'");
    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: (.*)");

    private ClassLists() {}

    /**
     * Writes those lines of a list that are about some classes. What the machine needs to link
     * calls of lambdas is kept for all.
     */
    static void keepOnly(Set<String> classes, Path list, Path kept) throws IOException {
        var lines = new ArrayList<String>();
        for (String line : Files.readAllLines(list)) {
            String[] words = line.split(" ");
            boolean about = classes.contains(line.startsWith("@") ? words[1] : words[0]);
            if (about || line.startsWith("#") || line.startsWith("@lambda-form-invoker")) {
                lines.add(line);
            }
        }
        Files.write(kept, lines);
    }

    /** The classes that a log of {@code class+init} tells were initialised. */
    static Set<String> initialised(Path log) throws IOException {
        var names = new HashSet<String>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = INITIALISED.matcher(line);
            if (matcher.find()) {
                names.add(listed(matcher.group(1)));
            }
        }
        if (names.isEmpty()) {
            throw new IllegalStateException("no class is initialised in " + log);
        }
        return names;
    }

    /** The classes that a log of {@code class+load} tells came from elsewhere than a cache. */
    static List<String> outsideOfCache(Path log) throws IOException {
        var names = new ArrayList<String>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = LOADED.matcher(line);
            if (matcher.find() && !matcher.group(2).startsWith("shared objects file")) {
                names.add(listed(matcher.group(1).replace('.', '/')));
            }
        }
        return names;
    }

    /** A class that was made at run time has an address behind its name. */
    private static String listed(String name) {
        int address = name.indexOf("0x");
        return address < 0 ? name : name.substring(0, address - 1);
    }
}
