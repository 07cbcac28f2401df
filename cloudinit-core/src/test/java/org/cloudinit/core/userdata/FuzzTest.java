package org.cloudinit.core.userdata;

import java.util.List;
import org.cloudinit.testkit.FuzzContract;
import org.cloudinit.testkit.FuzzTarget;

/** No user-data makes its reader throw. */
class FuzzTest extends FuzzContract {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(new FuzzTarget(UserDataFuzz.class, UserDataFuzz::fuzzerTestOneInput));
    }
}
