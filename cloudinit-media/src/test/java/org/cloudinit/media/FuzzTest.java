package org.cloudinit.media;

import java.util.List;
import org.cloudinit.testkit.FuzzContract;
import org.cloudinit.testkit.FuzzTarget;

/** No image makes its reader throw anything but what it says. */
class FuzzTest extends FuzzContract {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(new FuzzTarget(MediaFuzz.class, MediaFuzz::fuzzerTestOneInput));
    }
}
