package org.cloudinit.core;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.Dependency;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.api.spi.UpdateEvent;
import org.jspecify.annotations.Nullable;

/** A data source that answers what a test wants, and counts how often it was asked. */
public class TestSource implements DataSource {
    private final String name;
    private final Supplier<Detection> answer;
    private Set<UpdateEvent> defaults = Set.of(UpdateEvent.BOOT_NEW_INSTANCE);
    private boolean confirms;
    private int asked;

    public TestSource(String name, Supplier<Detection> answer) {
        this.name = name;
        this.answer = answer;
    }

    /** A source that is here. */
    public static TestSource found(InstanceData data) {
        return new TestSource(data.dataSource(), () -> new Detection.Found(data));
    }

    public TestSource confirming() {
        confirms = true;
        return this;
    }

    public TestSource updating(UpdateEvent... events) {
        defaults = Set.of(events);
        return this;
    }

    public int asked() {
        return asked;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Dependency> dependencies() {
        return Set.of(Dependency.FILESYSTEM);
    }

    @Override
    public Detection detect(SearchContext context) throws IOException {
        asked++;
        return answer.get();
    }

    @Override
    public boolean confirms(InstanceData cached, SearchContext context) {
        return confirms;
    }

    @Override
    public @Nullable NetworkConfig network(
            InstanceData data, NicInventory nics, Reporter reporter) {
        return data.network() instanceof NetworkStatement.Document said
                ? new NetworkConfig.V1(said.document())
                : null;
    }

    @Override
    public Set<UpdateEvent> supportedUpdates() {
        return Set.of(UpdateEvent.values());
    }

    @Override
    public Set<UpdateEvent> defaultUpdates() {
        return defaults;
    }

    /** Builds the data of an instance called {@code i-1}. */
    public static final class Data {
        private String id = "i-1";
        private DsMode mode = DsMode.NET;
        private Mapping metadata = Mapping.EMPTY;
        private Mapping config = Mapping.EMPTY;
        private @Nullable NetworkStatement network;
        private List<InjectedFile> files = List.of();
        private @Nullable Secret userData;
        private @Nullable ConfigTree vendorData;

        public Data() {}

        public Data id(String value) {
            id = value;
            return this;
        }

        public Data mode(DsMode value) {
            mode = value;
            return this;
        }

        public Data metadata(Mapping value) {
            metadata = value;
            return this;
        }

        public Data config(Mapping value) {
            config = value;
            return this;
        }

        public Data network(Mapping v1) {
            network = new NetworkStatement.Document(v1);
            return this;
        }

        public Data files(InjectedFile... value) {
            files = List.of(value);
            return this;
        }

        public Data userData(String text) {
            userData = Secret.of(text);
            return this;
        }

        public Data vendorData(ConfigTree value) {
            vendorData = value;
            return this;
        }

        public InstanceData build() {
            return new InstanceData(
                    "Test",
                    "DataSourceTest [" + mode.spelling() + "]",
                    new InstanceData.Platform("testcloud", "test", "seed-dir (/seed)"),
                    new InstanceId(id),
                    mode,
                    metadata,
                    Mapping.EMPTY,
                    config,
                    List.of("ssh-ed25519 AAAA one"),
                    network,
                    files,
                    userData,
                    vendorData,
                    null);
        }
    }
}
