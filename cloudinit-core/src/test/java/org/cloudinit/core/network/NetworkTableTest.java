package org.cloudinit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.RecordingProcesses;
import org.junit.jupiter.api.Test;

class NetworkTableTest {
    private static final String LINKS =
            """
            [{"ifname":"lo","flags":["UP","LOWER_UP"],"link_type":"loopback",
              "address":"00:00:00:00:00:00","addr_info":[
              {"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host"},
              {"family":"inet6","local":"::1","prefixlen":128,"scope":"host"}]},
             {"ifname":"ens3","flags":["UP","LOWER_UP"],"link_type":"ether",
              "address":"fa:16:3e:5a:00:01","addr_info":[
              {"family":"inet6","local":"fe80::1","prefixlen":64,"scope":"link"},
              {"family":"inet","local":"10.0.0.5","prefixlen":22,"scope":"global"}]},
             {"ifname":"down","flags":["NOARP"],"link_type":"ether","address":"fa:16:3e:5a:00:02",
              "addr_info":[]}]
            """;

    private static List<String> lines(RecordingProcesses processes) {
        return new NetworkTable(processes, new TextDocuments()).lines();
    }

    private static RecordingProcesses said(String links, String four, String six) {
        return new RecordingProcesses()
                .answering(RecordingProcesses.result(0, links, ""), "ip", "--json")
                .answering(RecordingProcesses.result(0, four, ""), "ip", "-o")
                .answering(RecordingProcesses.result(0, six, ""), "ip", "--oneline");
    }

    /** The expected text is what the original prints for the same three answers. */
    @Test
    void linksAndRoutes() {
        var processes =
                said(
                        LINKS,
                        """
                        default via 10.0.0.1 dev ens3 proto dhcp metric 100
                        10.0.0.0/22 dev ens3 proto kernel scope link src 10.0.0.5
                        169.254.169.254 via 10.0.0.2 dev ens3
                        """,
                        """
                        ::1 dev lo proto kernel metric 256 pref medium
                        fe80::/64 dev ens3 proto kernel metric 256 pref medium
                        default via fe80::2 dev ens3 proto ra metric 1024 expires 100sec
                        """);
        assertEquals(EXPECTED, String.join("\n", lines(processes)) + "\n");
    }

    @Test
    void withoutAnAnswerNothingIsShown() {
        assertEquals(List.of(), lines(new RecordingProcesses()));
    }

    @Test
    void aProgramThatFailsIsTold() {
        var processes =
                new RecordingProcesses().answering(RecordingProcesses.result(1, "", ""), "ip");
        assertEquals(
                List.of(
                        "ci-info: !!!!!!!!!!!!!!!!!!!!Net device info failed (ip ende"
                                + "d with 1)!!!!!!!!!!!!!!!!!!!!",
                        "ci-info: !!!!!!!!!!!!!!!!!!!!!!Route info failed (ip ended w"
                                + "ith 1)!!!!!!!!!!!!!!!!!!!!!!!"),
                lines(processes));
        var broken = said("[{", "", "");
        assertEquals(1, lines(broken).size());
    }

    private static final String EXPECTED =
            """
            ci-info: ++++++++++++++++++++++++++++++Net device info+++++++++++++++++++++++++++++++
            ci-info: +--------+-------+------------+---------------+--------+-------------------+
            ci-info: | Device |   Up  |  Address   |      Mask     | Scope  |     Hw-Address    |
            ci-info: +--------+-------+------------+---------------+--------+-------------------+
            ci-info: |  down  | False |     .      |       .       |   .    | fa:16:3e:5a:00:02 |
            ci-info: |  ens3  |  True |  10.0.0.5  | 255.255.252.0 | global | fa:16:3e:5a:00:01 |
            ci-info: |  ens3  |  True | fe80::1/64 |       .       |  link  | fa:16:3e:5a:00:01 |
            ci-info: |   lo   |  True | 127.0.0.1  |   255.0.0.0   |  host  |         .         |
            ci-info: |   lo   |  True |  ::1/128   |       .       |  host  |         .         |
            ci-info: +--------+-------+------------+---------------+--------+-------------------+
            ci-info: ++++++++++++++++++++++++++++++Route IPv4 info+++++++++++++++++++++++++++++++
            ci-info: +-------+-----------------+----------+-----------------+-----------+-------+
            ci-info: | Route |   Destination   | Gateway  |     Genmask     | Interface | Flags |
            ci-info: +-------+-----------------+----------+-----------------+-----------+-------+
            ci-info: |   0   |     0.0.0.0     | 10.0.0.1 |     0.0.0.0     |    ens3   |   UG  |
            ci-info: |   1   |     10.0.0.0    | 0.0.0.0  |  255.255.252.0  |    ens3   |   U   |
            ci-info: |   2   | 169.254.169.254 | 10.0.0.2 | 255.255.255.255 |    ens3   |  UGH  |
            ci-info: +-------+-----------------+----------+-----------------+-----------+-------+
            ci-info: +++++++++++++++++++Route IPv6 info+++++++++++++++++++
            ci-info: +-------+-------------+---------+-----------+-------+
            ci-info: | Route | Destination | Gateway | Interface | Flags |
            ci-info: +-------+-------------+---------+-----------+-------+
            ci-info: |   1   |  fe80::/64  |    ::   |    ens3   |   U   |
            ci-info: |   2   |     ::/0    | fe80::2 |    ens3   |  UGe  |
            ci-info: +-------+-------------+---------+-----------+-------+
            """;
}
