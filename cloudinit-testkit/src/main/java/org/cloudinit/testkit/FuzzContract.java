package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No bytes make a target throw. The seeds are tried in every build; {@code -Dfuzz.seconds=N} has
 * Jazzer search that long, {@code -Dfuzz.target=NAME} for one target; {@code scripts/fuzz} sets
 * both.
 */
public abstract class FuzzContract {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", -1);
    private static final String NAME = System.getProperty("fuzz.target", "");

    /** Made by the test that extends this one. */
    protected FuzzContract() {}

    /** The targets; a search that names none is of the first. */
    protected abstract List<FuzzTarget> targets();

    /** How long every build searches, in seconds: as a rule not at all. */
    protected int seconds() {
        return 0;
    }

    /** Inputs that once were defects are among them. */
    @Test
    void seedsAreTaken() {
        for (FuzzTarget target : targets()) {
            assertTrue(target.replay() > 0, "no seeds");
        }
    }

    @Test
    void nothingIsFound(@TempDir Path scratch) throws IOException, InterruptedException {
        int seconds = SECONDS >= 0 ? SECONDS : seconds();
        assumeTrue(seconds > 0, "skipped: no time to search is given (-Dfuzz.seconds=N)");
        for (FuzzTarget target : targets()) {
            if (NAME.isEmpty() || NAME.equals(target.name())) {
                // What a long search found is where the next one begins; a build begins anew.
                target.explore(
                        SECONDS >= 0 ? target.found() : scratch, Duration.ofSeconds(seconds));
                return;
            }
        }
        assumeTrue(NAME.isEmpty(), "skipped: " + NAME + " is a target of another module");
    }
}
