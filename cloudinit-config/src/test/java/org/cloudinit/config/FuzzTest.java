package org.cloudinit.config;

import java.util.List;
import org.cloudinit.testkit.FuzzContract;
import org.cloudinit.testkit.FuzzTarget;

/** No bytes make a reader of text formats throw anything but what it says. */
class FuzzTest extends FuzzContract {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(YamlFuzz.class, YamlFuzz::fuzzerTestOneInput),
                new FuzzTarget(JsonFuzz.class, JsonFuzz::fuzzerTestOneInput));
    }
}
