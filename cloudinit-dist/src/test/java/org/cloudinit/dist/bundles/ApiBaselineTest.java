package org.cloudinit.dist.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiBaselineTest {
    private static final String LISTING =
            """
            public abstract interface org.example.lamp.Lamp
                public abstract void light()
            public final record org.example.lamp.Bulb(int watts)
                public boolean isOld()
            """;

    private static ApiBaseline api(String version, String listing) {
        return ApiBaseline.of(
                listing,
                """
                Bundle-SymbolicName:
                  org.example
                Export-Package:
                  org.example.lamp;version="%s";uses:="java.util"
                Import-Package:
                  org.example.mains;version="[9.0,10)"
                """
                        .formatted(version));
    }

    private static List<String> owed(String before, String after, String listing) {
        return api(before, LISTING).owedBy(api(after, listing));
    }

    private static void owes(String least, String before, String listing) {
        assertEquals(
                List.of("org.example.lamp is " + before + " and has to be " + least),
                owed(before, before, listing));
        assertEquals(List.of(), owed(before, least, listing));
    }

    @Test
    void whatIsTheSameOwesNothing() {
        assertEquals(List.of(), owed("1.2.3", "1.2.3", LISTING));
    }

    @Test
    void whatIsTakenAwayRaisesTheFirstPart() {
        String without = LISTING.replace("    public boolean isOld()\n", "");
        owes("2.0.0", "1.2.3", without);
        owes("0.3.0", "0.2.3", without);
        assertEquals(
                List.of("org.example.lamp is 1.9.0 and has to be 2.0.0"),
                owed("1.2.3", "1.9.0", without));
    }

    @Test
    void whatIsChangedRaisesTheFirstPart() {
        owes("2.0.0", "1.2.3", LISTING.replace("int watts", "long watts"));
        owes("2.0.0", "1.2.3", LISTING.replace("void light()", "boolean light()"));
    }

    @Test
    void whatCallersGainRaisesTheSecondPart() {
        String more = LISTING + "    public boolean isNew()\n";
        owes("1.3.0", "1.2.3", more);
        owes("0.2.4", "0.2.3", more);
        owes(
                "1.3.0",
                "1.2.3",
                LISTING.replace("light()\n", "light()\n    public default void dim()\n"));
    }

    @Test
    void whatImplementorsOweRaisesTheFirstPart() {
        owes(
                "2.0.0",
                "1.2.3",
                LISTING.replace("light()\n", "light()\n    public abstract void dim()\n"));
    }

    @Test
    void aNewTypeIsThereForCallers() {
        owes(
                "1.3.0",
                "1.2.3",
                LISTING
                        + "public abstract interface org.example.lamp.Shade\n"
                        + "    public abstract void tilt()\n");
    }

    @Test
    void aNewPackageOwesNothing() {
        assertEquals(
                List.of(),
                owed("1.0.0", "1.0.0", LISTING + "public class org.example.cable.Plug\n"));
    }

    @Test
    void aHigherVersionThanOwedIsNoFault() {
        assertEquals(List.of(), owed("1.2.3", "5.0.0", LISTING + "    public boolean isNew()\n"));
    }
}
