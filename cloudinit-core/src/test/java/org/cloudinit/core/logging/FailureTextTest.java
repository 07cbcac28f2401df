package org.cloudinit.core.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of failures: all of ours, and no word of a stranger's. */
class FailureTextTest {
    private static final String SECRET = "hush-4711";

    private static <T extends Throwable> T by(String type, T failure) {
        failure.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("java.util.Objects", "check", "Objects.java", 1),
                    new StackTraceElement(type, "run", "Mine.java", 7)
                });
        return failure;
    }

    static Stream<Throwable> strangers() {
        String mine = "com.example.Mine";
        return Stream.of(
                by(mine, new MalformedException(SECRET, SECRET, Origin.BUILT_IN, SECRET, SECRET)),
                by(mine, new IOException(SECRET)),
                by(mine, new NoSuchFileException(SECRET)),
                by(mine, new FileSystemException(SECRET)),
                by("org.example.cloudinit.Mine", new IOException(SECRET)),
                new IllegalArgumentException(SECRET),
                new AssertionError(SECRET),
                assertThrows(NumberFormatException.class, () -> Integer.parseInt(SECRET)),
                assertThrows(IllegalArgumentException.class, () -> URI.create(SECRET + " ")));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void noWordOfAStrangerIsTold(Throwable failure) {
        assertFalse(FailureText.of(failure).contains(SECRET), FailureText.of(failure));
        assertTrue(FailureText.of(failure).startsWith(failure.getClass().getSimpleName() + " at "));
        var trace = new StringBuilder();
        StackTrace.append(trace, new IllegalStateException(SECRET, failure));
        assertFalse(trace.toString().contains(SECRET), trace.toString());
        assertTrue(trace.toString().contains("Caused by: " + failure.getClass().getName()));
    }

    @Test
    void whatOursSayIsTold() {
        MalformedException yaml =
                assertThrows(MalformedException.class, () -> YamlReader.read("a: [", "file"));
        assertEquals(yaml.problem().message(), FailureText.of(yaml));
        IOException missing =
                assertThrows(IOException.class, () -> Files.readAllBytes(Path.of("/no/such")));
        assertEquals("/no/such", FailureText.of(missing));
        assertEquals(
                "is full", FailureText.of(by("org.cloudinit.x.Y", new IOException("is full"))));
        assertEquals(
                "No space",
                FailureText.of(by("a.B", new FileSystemException("f", null, "No space"))));
    }

    @Test
    void whatTheVirtualMachineSaysStandsInTheTrace() {
        var trace = new StringBuilder();
        StackTrace.append(trace, new ArithmeticException("/ by zero"));
        assertTrue(trace.toString().startsWith("\njava.lang.ArithmeticException: / by zero\n"));
    }

    @Test
    void aFailureWithoutATraceIsNamed() {
        var bare = new IOException(SECRET);
        bare.setStackTrace(new StackTraceElement[0]);
        assertEquals("IOException", FailureText.of(bare));
    }
}
