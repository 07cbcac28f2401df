package org.cloudinit.api.spi;

import java.io.IOException;
import java.util.Set;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * A place where a cloud leaves what an instance is to be. Finds and reads; never writes: what it
 * read is an {@link InstanceData}, and everything later works on that record.
 */
public interface DataSource {
    /** Name as in {@code datasource_list}, such as {@code ConfigDrive}. */
    String name();

    /** What must be there before {@link #detect} can work. */
    Set<Dependency> dependencies();

    /**
     * Looks for the source and reads it. May throw what reading throws; the search reports it and
     * goes on with the next source.
     */
    Detection detect(SearchContext context) throws IOException;

    /**
     * Whether a cached record still describes this machine, found out without the source itself
     * ({@code check_instance_id}).
     */
    boolean confirms(InstanceData cached, SearchContext context);

    /**
     * What the source says about the network, in the form in which it says it; null where it says
     * nothing. The planner names the links as on this machine.
     *
     * @param data what {@link #detect} found, now or on an earlier boot
     * @param nics links of the machine
     * @param reporter takes links that are named but not there
     */
    @Nullable NetworkConfig network(InstanceData data, NicInventory nics, Reporter reporter);

    /** On which occasions this source's network configuration may be applied again. */
    Set<UpdateEvent> supportedUpdates();

    /** Those of {@link #supportedUpdates()} that hold where the configuration says nothing. */
    Set<UpdateEvent> defaultUpdates();
}
