package org.cloudinit.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.testkit.RecordingReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stays must not keep what was swapped out. */
class SwapLeakTest {
    private static final int SWAPS = 1_000;

    /** The last ones may still be held by a thread or a cache. */
    private static final int LEFT_OVER = 5;

    @TempDir Path folder;

    @Test
    void theLoadersOfAThousandSwappedBundlesAreCollected() throws Exception {
        var problems = new RecordingReporter();
        var jars = List.of(jar("1.0.0"), jar("2.0.0"));
        var loaders = new ArrayList<WeakReference<ClassLoader>>();
        try (BundleRuntime runtime =
                BundleRuntime.start(
                        ModuleLayer.boot(), folder.resolve("storage"), List::of, problems)) {
            for (int i = 0; i < SWAPS; i++) {
                assertTrue(runtime.put(jars.get(i % 2), problems));
                Object source = runtime.extensions().dataSources().getFirst();
                loaders.add(new WeakReference<>(source.getClass().getClassLoader()));
            }
            assertEquals(List.of(), problems.codes());
            long alive = alive(loaders);
            System.out.println(SWAPS + " swaps: " + alive + " class loaders left");
            assertTrue(alive <= LEFT_OVER, alive + " class loaders are still there");
        }
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders)
            throws InterruptedException {
        long alive = loaders.size();
        for (int round = 0; round < 20 && alive > LEFT_OVER; round++) {
            System.gc();
            Thread.sleep(50);
            alive = loaders.stream().filter(l -> l.get() != null).count();
        }
        return alive;
    }

    private BundleFile jar(String version) throws IOException {
        return BundleFile.read(SampleBundle.of(version).into(folder.resolve(version + ".jar")));
    }
}
