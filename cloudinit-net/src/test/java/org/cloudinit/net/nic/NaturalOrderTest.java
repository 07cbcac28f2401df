package org.cloudinit.net.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.net.sandbox.Corpus;
import org.junit.jupiter.api.Test;

/** The order of names of links. */
class NaturalOrderTest {
    @Test
    void theOriginalsRows() {
        Corpus.check(
                "calls/net.natural_sort_key",
                row -> {
                    var name = (Scalar) row.sequence("args").items().getFirst();
                    return Corpus.differs(row.get("ret"), key(name.display()));
                });
    }

    private static Sequence key(String name) {
        var key = new ArrayList<ConfigTree>();
        for (String part : NaturalOrder.parts(name)) {
            key.add(key.size() % 2 == 0 ? Scalar.text(part) : Scalar.integer(Long.parseLong(part)));
        }
        return new Sequence(key, Origin.BUILT_IN);
    }

    @Test
    void digitsCountByValue() {
        var names =
                new ArrayList<>(
                        List.of("eth0", "ens10", "ENS8", "ens3", "ens12", "ens", "1a", "ens3np1"));
        names.sort(NaturalOrder::compare);
        assertEquals(
                List.of("1a", "ens", "ens3", "ens3np1", "ENS8", "ens10", "ens12", "eth0"), names);
    }

    @Test
    void aNumberBeyondEveryTypeIsStillANumber() {
        String big = "p99999999999999999999999999";
        assertEquals(-1, Integer.signum(NaturalOrder.compare("p2", big)));
        assertEquals(1, Integer.signum(NaturalOrder.compare(big, "p099")));
        assertEquals(0, NaturalOrder.compare("p007", "p7"));
    }
}
