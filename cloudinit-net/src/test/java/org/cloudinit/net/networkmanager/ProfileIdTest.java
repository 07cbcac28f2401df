package org.cloudinit.net.networkmanager;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Ids of profiles, and the digest that they are made with. */
class ProfileIdTest {
    @Test
    void anIdFollowsFromTheName() {
        assertEquals("1dd9a779-d327-56e1-8454-c65e2556c12c", ProfileId.of("eth0"));
        assertEquals("3c50eb47-7260-5a6d-801d-bd4f587d6b58", ProfileId.of("eth1"));
        assertEquals("88984a9c-ff22-5233-9267-86315e0acaa7", ProfileId.of("bond0.200"));
    }

    /** Every length around the ends of two blocks, where the padding changes its form. */
    @Test
    void theDigestIsThatOfTheJdk() throws NoSuchAlgorithmException {
        byte[] text = new byte[200];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (i * 37);
        }
        for (int length = 0; length < text.length; length++) {
            byte[] message = Arrays.copyOf(text, length);
            assertArrayEquals(
                    MessageDigest.getInstance("SHA-1").digest(message),
                    ProfileId.sha1(message),
                    "length " + length);
        }
    }
}
