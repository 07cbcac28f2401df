package org.cloudinit.datasource.configdrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.spi.Dependency;
import org.cloudinit.api.spi.UpdateEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDriveTest {
    @TempDir Path root;

    @Test
    void isAServiceOfItsModule() {
        assertEquals(
                "org.cloudinit.datasource.configdrive", ConfigDrive.class.getModule().getName());
        assertEquals(
                List.of("org.cloudinit.api.spi.DataSource"),
                ConfigDrive.class.getModule().getDescriptor().provides().stream()
                        .map(provided -> provided.service())
                        .toList());
        assertEquals(
                List.of("org.cloudinit.datasource.configdrive.osgi to org.apache.felix.framework"),
                ConfigDrive.class.getModule().getDescriptor().exports().stream()
                        .map(e -> e.source() + " to " + String.join(", ", e.targets()))
                        .toList());
    }

    @Test
    void needsFilesOnlyAndAllowsEveryUpdate() {
        var source = new ConfigDrive();
        assertEquals("ConfigDrive", source.name());
        assertEquals(Set.of(Dependency.FILESYSTEM), source.dependencies());
        assertEquals(Set.of(UpdateEvent.values()), source.supportedUpdates());
        assertEquals(Set.of(UpdateEvent.BOOT_NEW_INSTANCE), source.defaultUpdates());
    }

    @ParameterizedTest
    @CsvSource({
        "abc-1, abc-1, true",
        "ABC-1, abc-1, true",
        "abc-1, ABC-1, true",
        "abc-1, abc-2, false",
        "abc-1, , false"
    })
    void theMachinesUuidConfirms(String cached, String uuid, boolean confirmed) {
        var machine = new Machine(root);
        machine.seeded("openstack/latest/meta_data.json", "{\"uuid\": \"" + cached + "\"}");
        InstanceData data = machine.found();
        machine.systemUuid = uuid;
        assertEquals(confirmed, new ConfigDrive().confirms(data, machine.context()));
        machine.settings = Mapping.builder().put("check_instance_id", false).build();
        assertFalse(new ConfigDrive().confirms(data, machine.context()));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"version\": 1}', V1",
        "'{\"version\": 2}', V2",
        "'{\"config\": \"disabled\"}', Disabled"
    })
    void aRecordMadeElsewhereMayHoldAnyConfig(String document, String kind) {
        var machine = new Machine(root);
        machine.seeded("openstack/latest/meta_data.json", "{\"uuid\": \"i\"}");
        InstanceData data = with(machine.found(), Machine.json(document));
        NetworkConfig config =
                new ConfigDrive().network(data, new NicInventory(List.of()), machine);
        assertEquals(kind, config.getClass().getSimpleName());
    }

    @Test
    void networkDataIsHandedOnAsItWasFound() {
        var machine = new Machine(root);
        machine.seeded("openstack/latest/meta_data.json", "{\"uuid\": \"i\"}");
        String text = "{\"links\": [{\"id\": \"a\", \"ethernet_mac_address\": \"nobody's\"}]}";
        machine.seeded("openstack/latest/network_data.json", text);
        assertEquals(
                new NetworkConfig.NetworkData(Machine.json(text)),
                new ConfigDrive().network(machine.found(), new NicInventory(List.of()), machine));
        assertEquals(List.of(), machine.codes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"links\": []}", "{\"links\": null}", "{\"services\": []}"})
    void withoutLinksNothingIsSaid(String text) {
        var machine = new Machine(root);
        machine.seeded("openstack/latest/meta_data.json", "{\"uuid\": \"i\"}");
        machine.seeded("openstack/latest/network_data.json", text);
        assertNull(
                new ConfigDrive().network(machine.found(), new NicInventory(List.of()), machine));
    }

    private static InstanceData with(InstanceData data, Mapping document) {
        return new InstanceData(
                data.dataSource(),
                data.description(),
                data.platform(),
                data.id(),
                data.mode(),
                data.metadata(),
                data.instanceDataExtras(),
                data.config(),
                data.publicKeys(),
                new NetworkStatement.Document(document),
                data.files(),
                data.userData(),
                data.vendorData(),
                data.vendorData2());
    }
}
