package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cloudinit.api.network.Nic;
import org.cloudinit.dist.Invocation.Print;
import org.cloudinit.dist.Invocation.Refused;
import org.cloudinit.dist.Invocation.Tool.CheckNetwork;
import org.cloudinit.dist.Invocation.Tool.NetConvert;
import org.cloudinit.dist.Invocation.Tool.NetConvertBatch;
import org.cloudinit.net.NetworkForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCommandLineTest {
    private static final String ALL = " -p in -k yaml -O netplan -D debian -d out";

    private static Invocation read(String line) {
        return CommandLine.read(line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "devel net-convert -p in -k yaml -O netplan -D debian -d out",
                "devel net-convert -pin -kyaml -Onetplan -Ddebian -dout",
                "devel net-convert --directory=out --distro=debian --output-kind=netplan"
                        + " --kind=yaml --network-data=in",
                "devel net-convert --directory out --distro debian --output-kind netplan"
                        + " --kind yaml --network-data in",
                "devel net-convert -p other -k yaml -O netplan -D debian -d out -p in",
            })
    void aConversionInEverySpelling(String line) {
        NetConvert call = assertInstanceOf(NetConvert.class, read(line), line);
        assertEquals("in", call.input());
        assertEquals(NetworkForm.YAML, call.form());
        assertEquals("netplan", call.renderer());
        assertEquals("debian", call.distro());
        assertEquals("out", call.directory());
        assertNull(call.nics());
        assertNull(call.lossReport());
    }

    @Test
    void linksAreNamedWithTheirAddresses() {
        NetConvert call =
                assertInstanceOf(
                        NetConvert.class,
                        read(
                                "devel net-convert -m eth0,FA:16:3E:00:00:01 --mac"
                                        + " ib0,80:00:00:28:fe:80:00:00:00:00:00:00:00:11:22:03:00:33:44:56"
                                        + ALL));
        List<Nic> nics = call.nics().nics();
        assertEquals("eth0", nics.getFirst().name());
        assertEquals("fa:16:3e:00:00:01", nics.getFirst().mac().value());
        assertEquals(Nic.Kind.INFINIBAND, nics.get(1).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--debug --root r devel net-convert",
                "--root=r devel net-convert --debug",
                "devel net-convert --root r --debug"
            })
    void globalOptionsStandBeforeAndBehindTheCommand(String line) {
        NetConvert call = assertInstanceOf(NetConvert.class, read(line + ALL));
        assertEquals("r", call.globals().root());
        assertTrue(call.globals().debug());
    }

    @Test
    void aBatchNeedsItsFileOnly() {
        assertEquals(new NetConvertBatch("-"), read("devel net-convert --batch -"));
        assertEquals(new NetConvertBatch("f"), read("devel net-convert --batch=f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"devel net-convert --help", "devel net-convert -p in -h"})
    void helpWins(String line) {
        assertEquals(new Print(ToolCommandLine.NET_CONVERT_USAGE), read(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema -t network-config -c f",
                "schema --config-file=f --schema-type=network-config",
                "--debug schema -cf -tnetwork-config"
            })
    void aDocumentIsChecked(String line) {
        assertEquals(new CheckNetwork("f"), read(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema",
                "schema -c f",
                "schema -t network-config",
                "schema -t cloud-config -c f",
                "schema -t network-config -c f g",
                "devel",
                "devel render",
                "devel --debug net-convert",
                "devel net-convert",
                "devel net-convert -p in -k yaml -O netplan -D debian",
                "devel net-convert -p in -k yaml -O netplan -D debian -d",
                "devel net-convert -p -k yaml -O netplan -D debian -d out",
                "devel net-convert -p in -k azure-imds -O netplan -D debian -d out",
                "devel net-convert -p in -k yaml -O netplan -D templeos -d out",
                "devel net-convert -p in -k yaml -O netplan -D redhat -d out",
                "devel net-convert -x -p in -k yaml -O netplan -D debian -d out",
                "devel net-convert word -p in -k yaml -O netplan -D debian -d out",
                "devel net-convert --debug=1 -p in -k yaml -O netplan -D debian -d out",
                "devel net-convert -m eth0 -p in -k yaml -O netplan -D debian -d out",
                "devel net-convert -m ,fa:16:3e:00:00:01 -p in -k yaml -O netplan -D debian -d out",
                "devel net-convert -m eth0,nonsense -p in -k yaml -O netplan -D debian -d out",
                "devel net-convert --batch",
                "devel net-convert --batch f -d out",
                "devel net-convert --batch f -k yaml",
                "devel net-convert --batch f --loss-report r",
            })
    void whatCannotBeFollowedIsRefusedWithARemedy(String line) {
        Refused refused = assertInstanceOf(Refused.class, read(line), line);
        assertTrue(refused.remedy().endsWith("."), refused.remedy());
    }
}
