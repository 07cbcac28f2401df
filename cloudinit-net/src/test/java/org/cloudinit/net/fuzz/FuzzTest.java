package org.cloudinit.net.fuzz;

import java.util.List;
import org.cloudinit.net.source.KernelTextFuzz;
import org.cloudinit.testkit.FuzzContract;
import org.cloudinit.testkit.FuzzTarget;

/** No bytes make a reader of network configuration throw anything but what it says. */
class FuzzTest extends FuzzContract {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(EveryReaderFuzz.class, EveryReaderFuzz::fuzzerTestOneInput),
                new FuzzTarget(NetworkConfigFuzz.class, NetworkConfigFuzz::fuzzerTestOneInput),
                new FuzzTarget(NetworkDataFuzz.class, NetworkDataFuzz::fuzzerTestOneInput),
                new FuzzTarget(InterfacesFileFuzz.class, InterfacesFileFuzz::fuzzerTestOneInput),
                new FuzzTarget(KernelTextFuzz.class, KernelTextFuzz::fuzzerTestOneInput));
    }

    /** The network comes from outside: it is searched in every build. */
    @Override
    protected int seconds() {
        return 8;
    }
}
