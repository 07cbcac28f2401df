package org.cloudinit.dist.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.TextDocuments;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default {@code cloud.cfg} of each distribution says what the original's says. */
class DistributionDefaultsIT {
    @BeforeAll
    static void packages() {
        PackagedTree.assumePacked();
    }

    private static final TextDocuments DOCUMENTS = new TextDocuments();

    private static final List<String> LISTS =
            List.of("cloud_init_modules", "cloud_config_modules", "cloud_final_modules");

    /** What this program has no module for: lists name what there is. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "ansible",
                    "apk_configure",
                    "apt_configure",
                    "apt_pipelining",
                    "byobu",
                    "chef",
                    "disable_ec2_metadata",
                    "fan",
                    "grub_dpkg",
                    "install_hotplug",
                    "keyboard",
                    "landscape",
                    "lxd",
                    "mcollective",
                    "puppet",
                    "reset_rmc",
                    "rh_subscription",
                    "salt_minion",
                    "snap",
                    "spacewalk",
                    "ssh_import_id",
                    "ubuntu_autoinstall",
                    "ubuntu_drivers",
                    "ubuntu_pro",
                    "wireguard",
                    "yum_add_repo",
                    "zypper_add_repo");

    private static Mapping ours(String distribution) throws IOException {
        Path file = PackagedTree.DISTRIBUTIONS.resolve(distribution).resolve("etc/cloud/cloud.cfg");
        return read(file, Files.readString(file));
    }

    private static Mapping read(Path file, String text) {
        return (Mapping) DOCUMENTS.yaml(text.getBytes(StandardCharsets.UTF_8), file.toString());
    }

    private static Mapping theirs(String distribution) throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        assumeTrue(corpus != null, "no corpus: run with -Dconformance.corpus=DIR");
        Path file = Path.of(corpus).resolve("cloud.cfg." + distribution);
        // The corpus has no host name of the outside world in it; Debian's own package has this.
        String text = Files.readString(file).replace("mirror.example.org", "deb.debian.org");
        return read(file, text);
    }

    private static Set<String> names(Mapping mapping) {
        var names = new TreeSet<String>();
        for (Scalar key : mapping.keys()) {
            names.add(key.display());
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpine", "debian", "fedora", "photon", "rhel", "suse", "ubuntu"})
    void everyKeyHasTheOriginalsValue(String distribution) throws IOException {
        Mapping theirs = theirs(distribution);
        Mapping ours = ours(distribution);
        assertEquals(names(theirs), names(ours));
        for (String key : names(theirs)) {
            if (!LISTS.contains(key)) {
                assertEquals(
                        DOCUMENTS.toYaml(Mapping.builder().put(key, theirs.get(key)).build()),
                        DOCUMENTS.toYaml(Mapping.builder().put(key, ours.get(key)).build()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpine", "debian", "fedora", "photon", "rhel", "suse", "ubuntu"})
    void modulesAreTheOriginalsInItsOrderButForThoseThatThereAreNot(String distribution)
            throws IOException {
        Mapping theirs = theirs(distribution);
        for (String list : LISTS) {
            var expected = new ArrayList<>(theirs.texts(list));
            expected.removeAll(LEFT_OUT);
            assertEquals(expected, ours(distribution).texts(list), list);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpine", "debian", "fedora", "photon", "rhel", "suse", "ubuntu"})
    void aRenderingHasNoMarkLeftAndOneDefaultUser(String distribution) throws IOException {
        Path file = PackagedTree.DISTRIBUTIONS.resolve(distribution).resolve("etc/cloud/cloud.cfg");
        String text = Files.readString(file);
        assertTrue(!text.contains("#:") && !text.contains("@"), text);
        assertEquals(distribution, ours(distribution).mapping("system_info").text("distro"));
    }
}
