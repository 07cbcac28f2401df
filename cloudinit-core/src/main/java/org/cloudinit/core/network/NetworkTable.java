package org.cloudinit.core.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * The links, addresses and routes of the machine as tables for its console ({@code
 * netinfo.debug_info}): who cannot reach a machine reads there why.
 *
 * @param processes runs {@code ip}
 * @param documents reads what it says
 */
public record NetworkTable(ProcessRunner processes, Documents documents) {
    private static final String PREFIX = "ci-info: ";
    private static final String EMPTY = ".";
    private static final int WIDTH_OF_FAILURE = 80;

    /** The tables' lines, each with the mark by which programs find them. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        try {
            lines.addAll(links());
        } catch (IOException | MalformedException failure) {
            lines.add(failed("Net device info failed", failure));
        }
        try {
            lines.addAll(routes());
        } catch (IOException failure) {
            lines.add(failed("Route info failed", failure));
        }
        lines.replaceAll(PREFIX::concat);
        return lines;
    }

    private static String failed(String what, Exception failure) {
        return centred(what + " (" + failure.getMessage() + ")", '!', WIDTH_OF_FAILURE);
    }

    private String run(String... words) throws IOException {
        Result result = processes.run(Command.of(words));
        if (!result.success()) {
            throw new IOException(words[0] + " ended with " + result.exitCode());
        }
        return new String(result.output(), StandardCharsets.UTF_8);
    }

    private List<String> links() throws IOException {
        String said = run("ip", "--json", "addr");
        if (said.isBlank()) {
            return List.of();
        }
        ConfigTree document = documents.json(said.getBytes(StandardCharsets.UTF_8), "ip addr");
        var links = new ArrayList<Mapping>();
        for (ConfigTree item : Mapping.builder().put("l", document).build().sequence("l")) {
            if (item instanceof Mapping link) {
                links.add(link);
            }
        }
        links.sort(Comparator.comparing(link -> link.text("ifname", "")));
        var table =
                new TextTable(List.of("Device", "Up", "Address", "Mask", "Scope", "Hw-Address"));
        for (Mapping link : links) {
            add(link, table);
        }
        return table.titled("Net device info");
    }

    private static void add(Mapping link, TextTable table) {
        String name = link.text("ifname", "");
        List<String> flags = link.texts("flags");
        String up = flags.contains("UP") && flags.contains("LOWER_UP") ? "True" : "False";
        String hardware = "ether".equals(link.text("link_type")) ? link.text("address", "") : "";
        var rows = new ArrayList<List<String>>();
        for (String family : List.of("inet", "inet6")) {
            for (ConfigTree item : link.sequence("addr_info")) {
                if (item instanceof Mapping address && family.equals(address.text("family"))) {
                    boolean isFour = family.equals("inet");
                    String text = isFour ? address.text("local", "") : withPrefix(address);
                    String mask = isFour ? mask(address.get("prefixlen")) : "";
                    rows.add(row(name, up, text, mask, address.text("scope", ""), hardware));
                }
            }
        }
        if (rows.isEmpty()) {
            rows.add(row(name, up, "", "", "", hardware));
        }
        rows.forEach(table::add);
    }

    private static List<String> row(String... cells) {
        var row = new ArrayList<String>(cells.length);
        for (String cell : cells) {
            row.add(cell.isEmpty() ? EMPTY : cell);
        }
        return row;
    }

    /** The address of a peer stands for the network, and its own has no length then. */
    private static String withPrefix(Mapping address) {
        String local = address.text("local", "");
        if (local.isEmpty() || !address.text("address", "").isEmpty()) {
            return local;
        }
        String length = address.shown("prefixlen");
        return local + "/" + (length == null ? "64" : length);
    }

    private static String mask(@Nullable ConfigTree length) {
        return length instanceof Scalar.Int bits ? mask(bits.value()) : "";
    }

    private static String mask(long bits) {
        long mask = bits <= 0 ? 0 : 0xffffffffL << (32 - Math.min(bits, 32)) & 0xffffffffL;
        return (mask >> 24)
                + "."
                + (mask >> 16 & 255)
                + "."
                + (mask >> 8 & 255)
                + "."
                + (mask & 255);
    }

    private List<String> routes() throws IOException {
        var lines = new ArrayList<String>();
        var four =
                new TextTable(
                        List.of(
                                "Route",
                                "Destination",
                                "Gateway",
                                "Genmask",
                                "Interface",
                                "Flags"));
        int number = 0;
        for (String line : run("ip", "-o", "route", "list").lines().toList()) {
            if (!line.isBlank()) {
                four.add(routeOfFour(number++, List.of(line.strip().split("\\s+", -1))));
            }
        }
        if (number > 0) {
            lines.addAll(four.titled("Route IPv4 info"));
        }
        Result six =
                processes.run(Command.of("ip", "--oneline", "-6", "route", "list", "table", "all"));
        lines.addAll(routesOfSix(new String(six.output(), StandardCharsets.UTF_8)));
        return lines;
    }

    private static List<String> routeOfFour(int number, List<String> words) {
        boolean isDefault = words.getFirst().equals("default");
        int slash = words.getFirst().indexOf('/');
        String destination = slash < 0 ? words.getFirst() : words.getFirst().substring(0, slash);
        String via = after("via", words);
        String mask = isDefault ? "0.0.0.0" : mask(bits(words.getFirst(), slash));
        String flags = "U" + (via == null ? "" : "G") + (isDefault || slash >= 0 ? "" : "H");
        String device = after("dev", words);
        return List.of(
                Integer.toString(number),
                isDefault ? "0.0.0.0" : destination,
                via != null ? via : isDefault ? "" : "0.0.0.0",
                mask,
                device == null ? "" : device,
                flags);
    }

    private static long bits(String destination, int slash) {
        try {
            return slash < 0 ? 32 : Long.parseLong(destination.substring(slash + 1));
        } catch (NumberFormatException _) {
            return 32;
        }
    }

    private static List<String> routesOfSix(String said) {
        var table = new TextTable(List.of("Route", "Destination", "Gateway", "Interface", "Flags"));
        int number = 0;
        for (String line : said.lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            List<String> words = List.of(line.strip().split("\\s+", -1));
            boolean isDefault = words.getFirst().equals("default");
            String via = after("via", words);
            String device = after("dev", words);
            String flags = isDefault || via != null ? "UG" : "U";
            if (device != null && !device.equals("lo")) {
                table.add(
                        List.of(
                                Integer.toString(number),
                                isDefault ? "::/0" : words.getFirst(),
                                via == null ? "::" : via,
                                device,
                                words.contains("expires") ? flags + "e" : flags));
            }
            number++;
        }
        return number == 0 ? List.of() : table.titled("Route IPv6 info");
    }

    private static @Nullable String after(String word, List<String> words) {
        int at = words.lastIndexOf(word);
        return at < 0 || at + 1 == words.size() ? null : words.get(at + 1);
    }

    /** A text in the middle of a line that is filled up with a character. */
    static String centred(String text, char fill, int width) {
        int room = Math.max(0, width - text.length());
        String side = String.valueOf(fill).repeat(room / 2);
        return side + text + side + (room % 2 == 0 ? "" : String.valueOf(fill));
    }
}
