package org.cloudinit.dist.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cloudinit.api.network.Nic;
import org.cloudinit.dist.command.Globals;
import org.cloudinit.dist.command.Options;
import org.cloudinit.dist.command.UsageException;
import org.cloudinit.dist.network.NetConvertArguments.Asked;
import org.cloudinit.dist.network.NetConvertArguments.Batch;
import org.cloudinit.dist.network.NetConvertArguments.Single;
import org.cloudinit.net.NetworkForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetConvertArgumentsTest {
    private static final String ALL = " -p in -k yaml -O netplan -D debian -d out";

    private static Asked read(String line) throws UsageException {
        Options options =
                NetConvertArguments.OPTIONS.withCommon().read(List.of(line.strip().split(" ")));
        return NetConvertArguments.read(options, new Globals("/", false, null).with(options));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-p in -k yaml -O netplan -D debian -d out",
                "-pin -kyaml -Onetplan -Ddebian -dout",
                "--directory=out --distro=debian --output-kind=netplan"
                        + " --kind=yaml --network-data=in",
                "--directory out --distro debian --output-kind netplan"
                        + " --kind yaml --network-data in",
                "-p other -k yaml -O netplan -D debian -d out -p in",
            })
    void aConversionInEverySpelling(String line) throws UsageException {
        Single call = assertInstanceOf(Single.class, read(line), line);
        assertEquals("in", call.input());
        assertEquals(NetworkForm.YAML, call.form());
        assertEquals("netplan", call.renderer());
        assertEquals("debian", call.distro());
        assertEquals("out", call.directory());
        assertNull(call.nics());
        assertNull(call.lossReport());
    }

    @Test
    void linksAreNamedWithTheirAddresses() throws UsageException {
        Single call =
                assertInstanceOf(
                        Single.class,
                        read(
                                "-m eth0,FA:16:3E:00:00:01 --mac"
                                        + " ib0,80:00:00:28:fe:80:00:00:00:00:00:00:00:11:22:03:00:33:44:56"
                                        + ALL));
        List<Nic> nics = call.nics().nics();
        assertEquals("eth0", nics.getFirst().name());
        assertEquals("fa:16:3e:00:00:01", nics.getFirst().mac().value());
        assertEquals(Nic.Kind.INFINIBAND, nics.get(1).kind());
    }

    @Test
    void globalOptionsStandBehindTheCommandToo() throws UsageException {
        Single call = assertInstanceOf(Single.class, read("--root r --debug" + ALL));
        assertEquals("r", call.globals().root());
        assertTrue(call.globals().debug());
    }

    @Test
    void aBatchNeedsItsFileOnly() throws UsageException {
        assertEquals(new Batch("-"), read("--batch -"));
        assertEquals(new Batch("f"), read("--batch=f"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-p in -k yaml -O netplan -D debian",
                "-p in -k yaml -O netplan -D debian -d",
                "-p -k yaml -O netplan -D debian -d out",
                "-p in -k azure-imds -O netplan -D debian -d out",
                "-p in -k yaml -O netplan -D templeos -d out",
                "-p in -k yaml -O netplan -D redhat -d out",
                "-x -p in -k yaml -O netplan -D debian -d out",
                "word -p in -k yaml -O netplan -D debian -d out",
                "--debug=1 -p in -k yaml -O netplan -D debian -d out",
                "-m eth0 -p in -k yaml -O netplan -D debian -d out",
                "-m ,fa:16:3e:00:00:01 -p in -k yaml -O netplan -D debian -d out",
                "-m eth0,nonsense -p in -k yaml -O netplan -D debian -d out",
                "--batch",
                "--batch f -d out",
                "--batch f -k yaml",
                "--batch f --loss-report r",
            })
    void whatCannotBeFollowedIsRefusedWithARemedy(String line) {
        UsageException refused = assertThrows(UsageException.class, () -> read(line), line);
        assertTrue(refused.remedy().endsWith("."), refused.remedy());
    }
}
