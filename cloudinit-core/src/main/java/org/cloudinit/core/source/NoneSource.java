package org.cloudinit.core.source;

import java.util.Locale;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.instance.PublicKeys;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.Dependency;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.api.spi.UpdateEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a machine is that no other source speaks for ({@code DataSourceNone}): the last word of most
 * lists, in the network stage. It is always there, and holds what the configuration puts under
 * {@code datasource: {None: {metadata: …, userdata_raw: …}}}. Made when its turn comes, so that a
 * boot with another source does without its class.
 */
final class NoneSource implements DataSource {
    static final String NAME = "None";
    private static final InstanceId ID = new InstanceId("iid-datasource-none");

    private final Set<Dependency> given;

    /**
     * The source of one stage.
     *
     * @param given what that stage has; this source needs none of it
     */
    NoneSource(Set<Dependency> given) {
        this.given = Set.copyOf(given);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Dependency> dependencies() {
        return given;
    }

    @Override
    public Detection detect(SearchContext context) {
        Mapping settings = context.settings();
        Mapping metadata = metadata(settings.get("metadata"), context.reporter());
        InstanceData.Builder data =
                InstanceData.builder(NAME, ID)
                        .description("DataSourceNone")
                        .platform(new InstanceData.Platform(cloud(metadata), "none", "config"))
                        .mode(DsMode.NET)
                        .metadata(metadata)
                        .publicKeys(PublicKeys.of(metadata.get("public-keys")));
        Secret userData = userData(settings.get("userdata_raw"), context.reporter());
        return new Detection.Found((userData == null ? data : data.userData(userData)).build());
    }

    private static String cloud(Mapping metadata) {
        String stated = metadata.text("cloud-name", "");
        return stated.isEmpty() ? "none" : stated.toLowerCase(Locale.ROOT);
    }

    private static Mapping metadata(@Nullable ConfigTree stated, Reporter reporter) {
        if (stated instanceof Mapping metadata) {
            return metadata;
        }
        if (stated != null && stated.truthy()) {
            reporter.report(misfit("metadata", "mapping", stated));
        }
        return Mapping.EMPTY;
    }

    private static @Nullable Secret userData(@Nullable ConfigTree stated, Reporter reporter) {
        if (stated == null || !stated.truthy()) {
            return null;
        }
        return switch (stated) {
            case Scalar.Text text -> Secret.of(text.value());
            case Scalar.Binary binary -> Secret.of(binary.value());
            default -> {
                reporter.report(misfit("userdata_raw", "text", stated));
                yield null;
            }
        };
    }

    private static Problem misfit(String key, String wanted, ConfigTree stated) {
        return Problem.warning(
                "none.bad-setting",
                "reading the data of data source None",
                stated.origin(),
                key + " is a " + stated.kind() + " and no " + wanted,
                "Correct datasource.None." + key + "; it is left out.");
    }

    /** Another source may be there by now, so it is looked for on every boot. */
    @Override
    public boolean confirms(InstanceData cached, SearchContext context) {
        return false;
    }

    @Override
    public @Nullable NetworkConfig network(
            InstanceData data, NicInventory nics, Reporter reporter) {
        return null;
    }

    @Override
    public Set<UpdateEvent> supportedUpdates() {
        return Set.of(UpdateEvent.values());
    }

    @Override
    public Set<UpdateEvent> defaultUpdates() {
        return Set.of(UpdateEvent.BOOT_NEW_INSTANCE);
    }
}
