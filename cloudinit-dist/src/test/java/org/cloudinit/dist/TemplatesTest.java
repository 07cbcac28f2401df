package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.spi.Template;
import org.cloudinit.config.TextDocuments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every template that the packages bring, rendered with all that a configuration can give it and
 * with nothing. The golden files are what the original's engine makes of the same templates.
 */
class TemplatesTest {
    private static final Path SHIPPED = Path.of("src/main/package/common/etc/cloud/templates");
    private static final Path GOLDEN = Path.of("src/test/resources/templates");

    private static List<String> names(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(suffix, ""))
                    .sorted()
                    .toList();
        }
    }

    private static String rendered(String name, Mapping variables) throws IOException {
        Path path = SHIPPED.resolve(name + ".tmpl");
        Template template = Template.marked(Files.readString(path), path.toString());
        return Wiring.templates().render(Objects.requireNonNull(template, name), variables).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosts|full|{hostname: web, fqdn: web.example.org}",
                "hosts|bare|{hostname: node, fqdn: node}",
                "clock|full|{servers: [192.0.2.1, time.example.org],"
                        + " pools: [0.pool.example.org, 1.pool.example.org],"
                        + " allow: [10.0.0.0/8], peers: [192.0.2.9]}",
                "clock|bare|{servers: [], pools: [], allow: [], peers: []}",
                "resolver|full|{nameservers: [192.0.2.53, '2001:db8::53'],"
                        + " searchdomains: [a.example, b.example], domain: example.org,"
                        + " sortlist: [192.0.2.0/255.255.255.0],"
                        + " options: {timeout: 1, attempts: 3}, flags: [rotate]}",
                "resolver|bare|{options: {}, flags: []}"
            })
    void isRenderedAsByTheOriginal(String kind, String set, String variables) throws IOException {
        var given =
                (Mapping)
                        new TextDocuments()
                                .yaml(variables.getBytes(StandardCharsets.UTF_8), "test");
        var different = new TreeSet<String>();
        for (String name : names(SHIPPED, ".tmpl")) {
            if (kind(name).equals(kind)
                    && !rendered(name, given)
                            .equals(Files.readString(GOLDEN.resolve(set).resolve(name)))) {
                different.add(name);
            }
        }
        assertEquals(new TreeSet<String>(), different);
        assertEquals(names(SHIPPED, ".tmpl"), names(GOLDEN.resolve(set), ".tmpl"));
    }

    private static String kind(String template) {
        if (template.startsWith("hosts.")) {
            return "hosts";
        }
        return template.contains("resolv") ? "resolver" : "clock";
    }
}
