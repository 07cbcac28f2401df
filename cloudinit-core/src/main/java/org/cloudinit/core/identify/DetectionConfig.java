package org.cloudinit.core.identify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.host.HostFiles;

/**
 * What the administrator says to detection: {@code /etc/cloud/ds-identify.cfg}, and over it the
 * kernel's command line.
 *
 * @param policy what is to be done
 * @param dataSource the one data source that is to be used; empty where none is named
 */
record DetectionConfig(Policy policy, String dataSource) {
    private static final String FILE = "/etc/cloud/ds-identify.cfg";

    static DetectionConfig read(HostFiles files, String commandLine, List<String> warnings) {
        String policy = "";
        String dataSource = "";
        for (String line : lines(files, warnings)) {
            String said = ShellText.withoutComment(line);
            int colon = said.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String value = ShellText.unquoted(said.substring(colon + 1).strip());
            switch (said.substring(0, colon).strip()) {
                case "datasource" -> dataSource = value;
                case "policy" -> policy = value;
                default -> {}
            }
        }
        for (String word : ShellText.words(commandLine)) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            String value = equals < 0 ? word : word.substring(equals + 1);
            int semicolon = value.indexOf(';');
            value = semicolon < 0 ? value : value.substring(0, semicolon);
            switch (key) {
                case "ds", "ci.ds", "ci.datasource" -> dataSource = value;
                case "ci.di.policy" -> policy = value;
                default -> {}
            }
        }
        Policy.Read read = Policy.read(policy);
        warnings.addAll(read.warnings());
        return new DetectionConfig(read.policy(), dataSource);
    }

    private static List<String> lines(HostFiles files, List<String> warnings) {
        try {
            byte[] bytes = files.readIfPresent(FILE);
            return bytes == null
                    ? List.of()
                    : List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        } catch (IOException e) {
            warnings.add(FILE + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }
}
