package org.cloudinit.bundles;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Bundles whose activator never came back. The framework cannot take them out, for it waits for
 * them; so they stay, and it is told to pass over them: another bundle may have their name, their
 * version too, and no one gets their packages.
 */
final class StuckBundles implements CollisionHook, ResolverHookFactory, ResolverHook {
    private final Set<Bundle> bundles = ConcurrentHashMap.newKeySet();

    private StuckBundles() {}

    /** Those of a framework: none yet. */
    static StuckBundles in(BundleContext context) {
        var stuck = new StuckBundles();
        context.registerService(
                new String[] {CollisionHook.class.getName(), ResolverHookFactory.class.getName()},
                stuck,
                null);
        return stuck;
    }

    void add(Bundle bundle) {
        bundles.add(bundle);
    }

    /** Whether one of them was installed from a place. */
    boolean isAt(String place) {
        for (Bundle bundle : bundles) {
            if (bundle.getLocation().equals(place)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        candidates.removeAll(bundles);
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // They are resolved, or they would not have been started.
    }

    @Override
    public void filterSingletonCollisions(
            BundleCapability singleton, Collection<BundleCapability> candidates) {
        if (bundles.contains(singleton.getRevision().getBundle())) {
            candidates.clear();
        }
        passOver(candidates);
    }

    @Override
    public void filterMatches(
            BundleRequirement requirement, Collection<BundleCapability> candidates) {
        passOver(candidates);
    }

    private void passOver(Collection<BundleCapability> candidates) {
        candidates.removeIf(each -> bundles.contains(each.getRevision().getBundle()));
    }

    @Override
    public void end() {
        // Nothing is kept of a resolve process.
    }
}
