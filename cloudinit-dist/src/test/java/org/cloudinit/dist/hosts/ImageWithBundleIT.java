package org.cloudinit.dist.hosts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stage in the run-time image, on a machine that adds a bundle: Felix with OSGi Connect. */
class ImageWithBundleIT extends StageSuite {
    @Override
    void prepare(Path root) throws IOException {
        SampleMachine.folder(root.resolve("etc/cloud/bundles"));
        KitBundle.into(root.resolve("etc/cloud/bundles/kit.jar"), "1.0.0");
        SampleMachine.write(
                root,
                "etc/cloud/cloud.cfg.d/50_sources.cfg",
                "datasource_list: [Kit, NoCloud, ConfigDrive, None]\n");
    }

    @Override
    int boot(Path root) throws Exception {
        int code = new ProcessBuilder(PlainImageIT.command(root)).inheritIO().start().waitFor();
        // Without this the suite would have been run on the plain image once more.
        assertTrue(
                Files.readString(root.resolve("var/log/cloud-init.log"))
                        .contains("kit 1.0.0 found no kit"));
        return code;
    }
}
