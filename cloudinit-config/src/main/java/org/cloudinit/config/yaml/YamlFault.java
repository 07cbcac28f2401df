package org.cloudinit.config.yaml;

import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;

/** The errors of YAML input. Messages never quote a value of the document: it may be a secret. */
final class YamlFault {
    private static final String ACT = "reading YAML";

    private YamlFault() {}

    static MalformedException syntax(Origin origin, String message) {
        return new MalformedException(
                "yaml.syntax", ACT, origin, message, "Correct the YAML at this place.");
    }

    static MalformedException tag(Origin origin, String message) {
        return new MalformedException(
                "yaml.tag", ACT, origin, message, "Remove the tag, or quote the value.");
    }

    static MalformedException value(Origin origin, String message) {
        return new MalformedException(
                "yaml.value", ACT, origin, message, "Correct the value, or quote it.");
    }

    static MalformedException key(Origin origin, String message) {
        return new MalformedException(
                "yaml.key", ACT, origin, message, "Use a single value as the key.");
    }

    static MalformedException merge(Origin origin, String message) {
        return new MalformedException(
                "yaml.merge",
                ACT,
                origin,
                message,
                "Give the merge key '<<' a mapping or a list of mappings.");
    }

    static MalformedException alias(Origin origin, String message) {
        return new MalformedException(
                "yaml.alias", ACT, origin, message, "Correct the anchor or the alias.");
    }

    static MalformedException depth(Origin origin, int most) {
        return new MalformedException(
                "yaml.depth",
                ACT,
                origin,
                "values are nested deeper than " + most,
                "Nest fewer values.");
    }
}
