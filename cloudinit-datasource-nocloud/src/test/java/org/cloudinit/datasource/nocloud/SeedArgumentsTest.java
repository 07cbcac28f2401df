package org.cloudinit.datasource.nocloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.cloudinit.api.config.Mapping;
import org.cloudinit.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of words; what is expected was recorded from {@code load_cmdline_data}. */
class SeedArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root=/dev/vda ro ds=nocloud | {dsmode: local}",
                "ds=nocloud-net | {dsmode: net}",
                "ds=nocloud;h=a;i=b | {local-hostname: a, instance-id: b, dsmode: local}",
                "ds=nocloud;s=/x/ | {seedfrom: /x/, dsmode: local}",
                "ds=nocloud-net;s=file:///x/ | {seedfrom: 'file:///x/', dsmode: local}",
                "ds=nocloud;s=http://a/b | {seedfrom: 'http://a/b', dsmode: net}",
                "ds=nocloud;s=ftps://a/b | {seedfrom: 'ftps://a/b', dsmode: net}",
                "ds=nocloud;s=gopher://a | {seedfrom: 'gopher://a'}",
                "ds=nocloud;dsmode=net;s=/x | {dsmode: net, seedfrom: /x}",
                "ds=nocloud;i | {instance-id: null, dsmode: local}",
                "ds=nocloud;;a=b=c; | {a: b=c, dsmode: local}",
                "ds=nocloud;i=a ds=nocloud;h=b | {local-hostname: b, dsmode: local}",
                "ds=nocloud ds=nocloud-net;i=c | {instance-id: c, dsmode: local}",
            })
    void aLineThatNamesASeedIsRead(String line, String metadata) {
        Mapping expected = (Mapping) YamlReader.read(metadata, "expected");
        assertEquals(expected, SeedArguments.read(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "root=/dev/vda",
                "ds=nocloudy",
                "xds=nocloud",
                "ds=nocloud,i=a",
                "ds=NoCloud",
                "ds=openstack;i=nocloud"
            })
    void anotherLineIsNot(String line) {
        assertNull(SeedArguments.read(line));
    }

    @Test
    void theOrderOfTheLineIsKept() {
        Mapping read = SeedArguments.read("ds=nocloud;b=1;a=2;b=3");
        assertEquals("{b=3, a=2, dsmode=local}", shown(read));
    }

    private static String shown(Mapping mapping) {
        var text = new StringBuilder("{");
        for (var entry : mapping.entries().entrySet()) {
            text.append(text.length() == 1 ? "" : ", ").append(entry.getKey().display());
            text.append('=').append(mapping.shown(entry.getKey().display()));
        }
        return text.append('}').toString();
    }
}
