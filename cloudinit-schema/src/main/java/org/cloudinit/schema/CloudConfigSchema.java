package org.cloudinit.schema;

import dev.harrel.jsonschema.Error;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.schema.check.Alternatives;
import org.cloudinit.schema.check.Fault;
import org.cloudinit.schema.check.FaultReader;
import org.cloudinit.schema.check.SchemaDocument;
import org.cloudinit.schema.check.SchemaLibrary;

/**
 * The schema of cloud-config that the original publishes ({@code schema-cloud-config-v1.json}).
 * Documents are judged as by the original's {@code config/schema.py}.
 */
public final class CloudConfigSchema {
    private static final Comparator<Finding> ORDER =
            Comparator.<Finding, int[]>comparing(
                            finding -> finding.path().codePoints().toArray(),
                            java.util.Arrays::compare)
                    .thenComparing(
                            finding -> finding.message().codePoints().toArray(),
                            java.util.Arrays::compare);

    private CloudConfigSchema() {}

    /**
     * Checks a document.
     *
     * @param config what was read; anything but a mapping is one error
     * @return errors and deprecations by path and message, each once
     */
    public static List<Finding> check(ConfigTree config) {
        var findings = new LinkedHashMap<String, Finding>();
        for (Fault fault : faults(config, SchemaDocument.about(config))) {
            var finding =
                    new Finding(fault.isMark(), fault.pathText(), fault.message(), fault.origin());
            findings.putIfAbsent(fault.isMark() + finding.line(), finding);
        }
        var sorted = new ArrayList<>(findings.values());
        sorted.sort(ORDER);
        return List.copyOf(sorted);
    }

    /** What the original's validator yields, in its order. */
    static List<Fault> faults(ConfigTree config, SchemaDocument schema) {
        List<Error> failures = new SchemaLibrary(schema).failures(config);
        return Alternatives.resolve(FaultReader.read(failures, schema, config));
    }
}
