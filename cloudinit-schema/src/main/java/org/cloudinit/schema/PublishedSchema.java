package org.cloudinit.schema;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.schema.check.Fault;
import org.cloudinit.schema.check.QuickVerdict;
import org.cloudinit.schema.check.SchemaDocument;

/**
 * The published schema as a boot asks it, which tells of a fault its place alone. In the order of
 * the original's log: by path, and what is met twice is said twice.
 */
public final class PublishedSchema implements ConfigSchema {
    /** Made by the module system. */
    public PublishedSchema() {}

    @Override
    public List<Remark> check(Mapping config) {
        SchemaDocument schema = SchemaDocument.forVerdict(config);
        List<Fault> marks = QuickVerdict.marks(config, schema);
        List<Fault> faults = marks != null ? marks : CloudConfigSchema.faults(config, schema);
        faults.sort(Fault::byPath);
        var remarks = new ArrayList<Remark>(faults.size());
        for (Fault fault : faults) {
            // The words of a fault may show the value, those of a mark are the schema's alone.
            String deprecation = fault.isMark() ? fault.message() : "";
            remarks.add(new Remark(fault.pathText(), fault.origin(), deprecation));
        }
        return remarks;
    }
}
