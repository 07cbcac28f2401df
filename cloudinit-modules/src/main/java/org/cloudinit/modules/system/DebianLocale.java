package org.cloudinit.modules.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Programs;
import org.cloudinit.modules.SettingsFile;
import org.cloudinit.modules.packages.PackageInstaller;
import org.jspecify.annotations.Nullable;

/**
 * The language as Debian and Ubuntu keep it: made by {@code locale-gen} where it is none of the C
 * library's own, and named in {@code /etc/default/locale} ({@code distros.debian}).
 *
 * @param context the machine
 */
record DebianLocale(ModuleContext context) {
    /** The language of an image that names none. */
    static final String DEFAULT = "C.UTF-8";

    private static final String FILE = "/etc/default/locale";
    private static final String WANTED = "/etc/locale.gen";
    private static final String SUPPORTED = "/usr/share/i18n/SUPPORTED";
    private static final long LIMIT_MILLIS = 1_800_000;
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z_]+)(?:\\.([A-Za-z0-9-]+))?(?:@([A-Za-z0-9_-]+))?");

    /** The language that the image names, or where it names none {@link #DEFAULT}. */
    static String ofImage(HostFiles files) throws IOException {
        String kept = SettingsFile.read(FILE, "LANG", files);
        return kept == null || kept.isEmpty() ? DEFAULT : kept;
    }

    /** A program that may take its time, in the language that every image has. */
    static Command shown(List<String> words) {
        return new Command(
                words,
                Map.of("LANGUAGE", DEFAULT, "LANG", DEFAULT, "LC_ALL", DEFAULT),
                new byte[0],
                LIMIT_MILLIS,
                Output.SHOWN);
    }

    /** Makes the language, and names it, unless both is so. */
    void apply(String locale, @Nullable String stated) throws IOException {
        HostRoot root = context.host().root();
        String file = stated == null || stated.isEmpty() ? FILE : stated;
        String kept = SettingsFile.read(FILE, "LANG", root);
        boolean isSo = kept != null && kept.equalsIgnoreCase(locale) && root.exists(file);
        if (isSo) {
            return;
        }
        var programs = new Programs(context.host().processes());
        if (!isOfTheLibrary(locale)) {
            install("locale-gen");
            want(supported(locale));
            programs.run(shown(List.of("locale-gen", "--keep-existing")));
        }
        install("update-locale");
        programs.run(shown(List.of("update-locale", "--locale-file=" + file, "LANG=" + locale)));
    }

    private static boolean isOfTheLibrary(String locale) {
        return switch (locale.toLowerCase(java.util.Locale.ROOT)) {
            case "c", "c.utf-8", "c.utf8", "posix" -> true;
            default -> false;
        };
    }

    private void install(String program) throws IOException {
        if (!Programs.isInstalled(program, context.host().root())) {
            new PackageInstaller(context).install(List.of("locales"));
        }
    }

    /** Puts the line into the list of those that are made; one that is commented out counts. */
    private void want(String line) throws IOException {
        HostRoot root = context.host().root();
        var lines = new ArrayList<String>();
        boolean found = false;
        for (String raw : lines(WANTED)) {
            int start = 0;
            while (start < raw.length() && "# \t".indexOf(raw.charAt(start)) >= 0) {
                start++;
            }
            boolean isIt = raw.substring(start).strip().equals(line);
            lines.add(isIt ? line : raw);
            found |= isIt;
        }
        if (!found) {
            lines.add(line);
        }
        String text = String.join("\n", lines).stripTrailing() + "\n";
        root.write(RenderedFile.text(WANTED, text, 0644));
    }

    private List<String> lines(String path) throws IOException {
        byte[] bytes = context.host().root().readIfPresent(path);
        return bytes == null
                ? List.of()
                : new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    /**
     * The line of the list of supported languages that is meant: {@code fi_FI.UTF-8 UTF-8} for
     * {@code fi_FI}, where no character set is asked for.
     */
    private String supported(String locale) throws IOException {
        Matcher parts = NAME.matcher(locale);
        boolean isPlain = parts.matches();
        String modifier = isPlain && parts.group(3) != null ? "@" + parts.group(3) : "";
        String prefix = isPlain ? parts.group(1) + modifier : locale;
        String charset = isPlain ? parts.group(2) : null;
        var candidates = new ArrayList<String>();
        for (String line : lines(SUPPORTED)) {
            if (isCandidate(line, prefix)) {
                candidates.add(line.strip());
            }
        }
        if (candidates.isEmpty()) {
            String set = charset == null ? "UTF-8" : charset;
            return prefix + "." + set + " " + set;
        }
        for (String line : candidates) {
            if (charset != null && isOfCharset(line, prefix, charset)) {
                return line;
            }
        }
        for (String line : candidates) {
            if (line.regionMatches(true, line.length() - 6, " UTF-8", 0, 6)) {
                return line;
            }
        }
        return candidates.getFirst();
    }

    private static boolean isCandidate(String line, String prefix) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length != 2 || !words[0].startsWith(prefix) || !line.endsWith(words[1])) {
            return false;
        }
        String rest = words[0].substring(prefix.length());
        return rest.isEmpty() || rest.startsWith(".") || rest.startsWith("@");
    }

    private static boolean isOfCharset(String line, String prefix, String charset) {
        String name = line.substring(0, line.indexOf(' '));
        String wanted = prefix + "." + charset;
        return name.equals(wanted) || name.startsWith(wanted + "@");
    }
}
