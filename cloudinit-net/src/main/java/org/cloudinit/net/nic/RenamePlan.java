package org.cloudinit.net.nic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkChoice.LinkStep;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * Works out the steps that give links the names of a configuration ({@code
 * net._rename_interfaces}): a link that is up goes down first and up last; one that has another's
 * name steps aside to a temporary name, so that links can swap names. A link in use is left alone.
 */
public final class RenamePlan {
    private static final String ACT = "renaming links";

    /** A name in the kernel has at most 15 bytes. */
    private static final int LONGEST_NAME = 15;

    private final NicInventory links;
    private final Set<String> inUse;
    private final Reporter reporter;
    private final Map<String, Place> byOldName = new HashMap<>();
    private final Map<String, Place> byName = new HashMap<>();
    private final Map<MacAddress, List<Nic>> byAddress = new HashMap<>();
    private final List<LinkStep> steps = new ArrayList<>();
    private final List<Place> lowered = new ArrayList<>();

    /** Where a link stands while the steps are done in the mind. */
    private static final class Place {
        private final Nic nic;
        private String name;
        private boolean up;

        Place(Nic nic) {
            this.nic = nic;
            this.name = nic.name();
            this.up = nic.state().up();
        }
    }

    private RenamePlan(NicInventory links, Set<String> inUse, Reporter reporter) {
        this.links = links;
        this.inUse = inUse;
        this.reporter = reporter;
        for (Nic nic : links.nics()) {
            var place = new Place(nic);
            byOldName.put(nic.name(), place);
            byName.put(nic.name(), place);
        }
        for (Nic nic : links.addressable()) {
            MacAddress address = nic.address();
            if (address != null) {
                byAddress.computeIfAbsent(address, _ -> new ArrayList<>(1)).add(nic);
                if (nic.kind() == Nic.Kind.INFINIBAND) {
                    byAddress
                            .computeIfAbsent(address.ethernetForm(), _ -> new ArrayList<>(1))
                            .add(nic);
                }
            }
        }
    }

    /**
     * The steps, in the order in which they must be done; none where every link has its name.
     *
     * @param files asked for the links in use, if a link is to be renamed at all
     * @param reporter gets a problem for each link that keeps its name though it should not
     */
    public static List<LinkStep> of(
            List<WantedLink> wanted, NicInventory links, HostFiles files, Reporter reporter)
            throws IOException {
        return isNeeded(wanted, links)
                ? of(wanted, links, LinkAddresses.inUse(files), reporter)
                : List.of();
    }

    /** The steps, where the links in use are known. */
    static List<LinkStep> of(
            List<WantedLink> wanted, NicInventory links, Set<String> inUse, Reporter reporter) {
        var plan = new RenamePlan(links, inUse, reporter);
        for (WantedLink link : wanted) {
            plan.add(link);
        }
        for (Place place : plan.lowered) {
            plan.steps.add(new LinkStep.Up(place.name));
        }
        return List.copyOf(plan.steps);
    }

    /** On most boots every link has its name already, and nothing more needs to be read. */
    private static boolean isNeeded(List<WantedLink> wanted, NicInventory links) {
        Map<String, Nic> byName = HashMap.newHashMap(links.nics().size());
        for (Nic nic : links.nics()) {
            byName.put(nic.name(), nic);
        }
        for (WantedLink link : wanted) {
            Nic holder = link.name() == null ? null : byName.get(link.name());
            if (link.name() != null && (holder == null || !link.matches(holder))) {
                return true;
            }
        }
        return false;
    }

    private void add(WantedLink wanted) {
        String name = wanted.name();
        Nic nic = name == null ? null : find(wanted);
        Place place = nic == null ? null : byOldName.get(nic.name());
        if (name == null || place == null || place.name.equals(name)) {
            return;
        }
        Place holder = byName.get(name);
        String obstacle = obstacle(name, place, holder);
        if (obstacle != null) {
            report(wanted, place.nic, name, obstacle);
            return;
        }
        lower(place);
        if (holder != null) {
            lower(holder);
            move(holder, freeName());
        }
        move(place, name);
    }

    private @Nullable String obstacle(String name, Place place, @Nullable Place holder) {
        if (!isName(name)) {
            return "that is no name that a link can have";
        }
        if (place.up && inUse.contains(place.nic.name())) {
            return "it is up and has addresses";
        }
        if (holder == null) {
            return null;
        }
        if (!isPlain(holder.nic)) {
            return "another link, which is no plain one, has that name";
        }
        return holder.up && inUse.contains(holder.nic.name())
                ? "the link of that name is up and has addresses"
                : null;
    }

    /**
     * The link that is meant. Several may have the address: then the one that has the name, or what
     * is known of the one that has it, decides, and at last which of them is a device: the port
     * that an Open vSwitch makes for itself takes over the address of one.
     */
    private @Nullable Nic find(WantedLink wanted) {
        List<Nic> found = matching(wanted);
        if (found.size() > 1) {
            List<Nic> likely = matching(wanted.likely(links));
            found = likely.isEmpty() ? found : likely;
        }
        if (found.size() > 1) {
            List<Nic> devices = devices(found);
            found = devices.isEmpty() ? found : devices;
        }
        if (found.size() > 1) {
            String names = names(found);
            reporter.report(
                    problem(
                            "network.ambiguous-address",
                            wanted,
                            "several links have the address " + wanted.mac() + ": " + names,
                            "State driver and device_id of the link that is meant."));
            return null;
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Nic> devices(List<Nic> links) {
        var devices = new ArrayList<Nic>(1);
        for (Nic nic : links) {
            if (nic.physical()) {
                devices.add(nic);
            }
        }
        return devices;
    }

    private List<Nic> matching(WantedLink wanted) {
        var found = new ArrayList<Nic>(1);
        for (Nic nic : byAddress.getOrDefault(wanted.mac(), List.of())) {
            if (wanted.matches(nic)) {
                found.add(nic);
            }
        }
        return found;
    }

    /** A bridge, a bond and the like may carry others: their names are not taken from them. */
    private boolean isPlain(Nic nic) {
        MacAddress address = nic.address();
        return address != null && byAddress.getOrDefault(address, List.of()).contains(nic);
    }

    private void lower(Place place) {
        if (place.up) {
            steps.add(new LinkStep.Down(place.name));
            place.up = false;
            lowered.add(place);
        }
    }

    private void move(Place place, String name) {
        steps.add(new LinkStep.Rename(place.name, name));
        byName.remove(place.name);
        place.name = name;
        byName.put(name, place);
    }

    private String freeName() {
        int number = 0;
        while (byName.containsKey("cirename" + number)) {
            number++;
        }
        return "cirename" + number;
    }

    private static boolean isName(String name) {
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.equals(".")
                || name.equals("..")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c == '/' || c == ':' || c == '%') {
                return false;
            }
        }
        return true;
    }

    private void report(WantedLink wanted, Nic nic, String name, String reason) {
        reporter.report(
                problem(
                        "network.not-renamed",
                        wanted,
                        nic.name() + " cannot be renamed to " + name + ": " + reason,
                        "It keeps its name; rename it early in the boot, or use the name it has."));
    }

    private static Problem problem(String code, WantedLink wanted, String message, String remedy) {
        return Problem.warning(code, ACT, wanted.origin(), message, remedy);
    }

    private static String names(List<Nic> links) {
        var text = new StringBuilder();
        for (Nic nic : links) {
            text.append(text.isEmpty() ? "" : ", ").append(nic.name());
        }
        return text.toString();
    }
}
