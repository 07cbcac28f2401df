import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Formats every Java file of the tree, or checks that every one is formatted: {@code check} or
 * {@code write}, then the tree's folder. One process for all modules, because most of the time of a
 * formatter is its start.
 */
final class Format {
    private static final JavaFormatterOptions STYLE =
            JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build();

    private final boolean write;
    private final Path root;

    private Format(boolean write, Path root) {
        this.write = write;
        this.root = root;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !List.of("check", "write").contains(args[0])) {
            System.err.println("usage: Format check|write FOLDER");
            System.exit(2);
        }
        System.exit(new Format(args[0].equals("write"), Path.of(args[1])).run());
    }

    private int run() throws IOException {
        List<Path> files;
        try (var walk = Files.walk(root)) {
            files = walk.filter(Format::isSource).sorted().toList();
        }
        List<String> findings =
                files.parallelStream().map(this::visit).flatMap(Optional::stream).toList();
        findings.forEach(System.out::println);
        if (findings.isEmpty()
                || write && findings.stream().noneMatch(f -> f.startsWith("error"))) {
            return 0;
        }
        System.out.println(
                "Run ./format and commit the result (-Dformat.skip=true leaves this check out).");
        return 1;
    }

    private static boolean isSource(Path file) {
        String name = file.toString();
        return name.endsWith(".java") && !name.contains("/target/") && !name.contains("/.git/");
    }

    /** What there is to say of the file: nothing when it is formatted already. */
    private Optional<String> visit(Path file) {
        Path shown = root.relativize(file);
        try {
            String before = Files.readString(file);
            String after = format(before);
            if (before.equals(after)) {
                return Optional.empty();
            }
            if (write) {
                Files.writeString(file, after);
                return Optional.of("formatted " + shown);
            }
            return Optional.of("not formatted " + shown);
        } catch (FormatterException | IOException e) {
            return Optional.of("error " + shown + ": " + e.getMessage());
        }
    }

    private static String format(String source) throws FormatterException {
        String imports = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE);
        return new Formatter(STYLE).formatSource(RemoveUnusedImports.removeUnusedImports(imports));
    }
}
