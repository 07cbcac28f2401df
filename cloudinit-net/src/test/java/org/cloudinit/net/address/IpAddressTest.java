package org.cloudinit.net.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "192.0.2.1",
                "255.255.255.255",
                "::",
                "::1",
                "2001:db8::1",
                "FEDC::1",
                "1:2:3:4:5:6:7:8",
                "1::8",
                "::ffff:192.0.2.1",
                "1:2:3:4:5:6:192.0.2.1",
                "fe80::1%eth0"
            })
    void addressesAreRead(String text) {
        assertNotNull(IpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.-4",
                "1.2.3.x",
                "1.2.3.4 ",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8:9",
                "12345::",
                "g::",
                "::1.2.3",
                "1.2.3.4::",
                "fe80::1%",
                "fe80::1%a%b",
                "::1/64"
            })
    void otherTextIsRefused(String text) {
        assertNull(IpAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.7/32, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "192.0.2.0/255.255.255.0, 192.0.2.9, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/96, 2001:db8::1:0:0, false",
        "2001:db8::1/128, 2001:db8::1, true",
        "::/0, 2001:db8::1, true",
        "::/0, 192.0.2.1, false",
    })
    void networksContainTheirAddresses(String network, String address, boolean inside) {
        assertEquals(
                inside,
                Objects.requireNonNull(IpNetwork.parse(network))
                        .contains(Objects.requireNonNull(IpAddress.parse(address))));
    }

    @ParameterizedTest
    @CsvSource({
        "255.255.255.0, 24",
        "255.255.252.0, 22",
        "0.0.0.0, 0",
        "255.255.255.255, 32",
        "0.0.0.255, 24",
        "24, 24",
        "255.0.255.0, -1",
        "33, -1",
        "x, -1",
        "'', -1",
    })
    void ipv4MasksHaveLengths(String mask, int length) {
        assertEquals(length, IpNetwork.prefix4(mask));
    }

    @ParameterizedTest
    @CsvSource({
        "64, 64",
        "128, 128",
        "129, -1",
        "::, 0",
        "ffff:ffff::, 32",
        "ffff:ffff:ffff:ffff::, 64",
        "ffff:ffff:ffff:ffff:8000::, 65",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 128",
        "ff:ff:ff:ff::, -1",
        "ffff::ffff, -1",
    })
    void ipv6MasksHaveLengths(String mask, int length) {
        assertEquals(length, IpNetwork.prefix6(mask));
    }

    @Test
    void lengthsHaveMasks() {
        assertEquals("0.0.0.0", IpNetwork.netmask(0));
        assertEquals("255.255.252.0", IpNetwork.netmask(22));
        assertEquals("255.255.255.255", IpNetwork.netmask(32));
    }

    @Test
    void familiesAreTold() {
        assertTrue(IpAddress.isIpv4("192.0.2.1"));
        assertFalse(IpAddress.isIpv4("::1"));
        assertTrue(IpAddress.isIpv6("::1"));
        assertFalse(IpAddress.isIpv6("192.0.2.1"));
        assertFalse(IpAddress.isAddress("example.org"));
    }
}
