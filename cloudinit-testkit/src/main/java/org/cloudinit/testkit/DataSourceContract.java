package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every data source does. The machines that are made must be sandboxes, for the contract looks
 * whether detection wrote anything.
 */
public abstract class DataSourceContract {
    /** Put this into the user-data of both machines: the contract looks where it turns up. */
    protected static final String SECRET = "canary-5e1f-do-not-print";

    /** Made by the test that extends this one. */
    protected DataSourceContract() {}

    /** The source under test. */
    protected abstract DataSource source();

    /** Prepares a machine on which the source is there. */
    protected abstract SandboxHost present(Path folder) throws IOException;

    /** Prepares a machine on which it is there but damaged. */
    protected abstract SandboxHost damaged(Path folder) throws IOException;

    /** The context in which the source looks at a machine. */
    protected abstract SearchContext context(SandboxHost machine);

    @Test
    void hasANameAndDependencies() {
        assertFalse(source().name().isBlank());
        assertEquals(source().name().strip(), source().name());
        assertTrue(source().supportedUpdates().containsAll(source().defaultUpdates()));
    }

    @Test
    void isAbsentFromAnEmptyMachine(@TempDir Path folder) throws IOException {
        SandboxHost machine = SandboxHost.in(folder).build();
        var absent = assertInstanceOf(Detection.Absent.class, source().detect(context(machine)));
        assertFalse(absent.reason().isBlank());
    }

    @Test
    void isFoundAndReadTheSameTwice(@TempDir Path folder) throws IOException {
        SandboxHost machine = present(folder);
        var first = assertInstanceOf(Detection.Found.class, source().detect(context(machine)));
        var second = assertInstanceOf(Detection.Found.class, source().detect(context(machine)));
        assertEquals(first.data(), second.data());
        assertEquals(source().name(), first.data().dataSource());
        assertFalse(first.data().description().isBlank());
    }

    @Test
    void detectionChangesNothing(@TempDir Path folder) throws IOException {
        SandboxHost machine = present(folder);
        GoldenTree before = machine.tree();
        source().detect(context(machine));
        before.assertSame(machine.tree());
        assertTrue(machine.links().changes().isEmpty());
    }

    @Test
    void whatIsFoundDoesNotPrintUserData(@TempDir Path folder) throws IOException {
        Detection found = source().detect(context(present(folder)));
        assertFalse(found.toString().contains(SECRET), "user-data is printed");
    }

    @Test
    void damageIsToldWithoutTheContent(@TempDir Path folder) throws IOException {
        SandboxHost machine = damaged(folder);
        GoldenTree before = machine.tree();
        String told = told(machine);
        assertFalse(told.isBlank());
        assertFalse(told.contains(SECRET), "user-data is printed");
        before.assertSame(machine.tree());
    }

    private String told(SandboxHost machine) throws IOException {
        try {
            return switch (source().detect(context(machine))) {
                case Detection.Unusable(var problem) -> problem.line();
                case Detection.Absent(String reason) -> reason;
                case Detection.Found found ->
                        throw new AssertionError("damaged, but found: " + found);
            };
        } catch (MalformedException e) {
            return e.problem().line();
        }
    }
}
