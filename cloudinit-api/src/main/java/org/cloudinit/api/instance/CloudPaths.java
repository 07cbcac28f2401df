package org.cloudinit.api.instance;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where state is kept. All paths are absolute paths of the machine, without a slash at the end.
 *
 * @param cloud state that outlives a boot: {@code /var/lib/cloud}
 * @param run state of this boot: {@code /run/cloud-init}
 * @param templates the distribution's templates: {@code /etc/cloud/templates}
 * @param instance the instance that the paths belong to, or null while there is none
 */
public record CloudPaths(
        String cloud, String run, String templates, @Nullable InstanceId instance) {
    public CloudPaths {
        cloud = withoutSlash(Objects.requireNonNull(cloud, "cloud"));
        run = withoutSlash(Objects.requireNonNull(run, "run"));
        templates = withoutSlash(Objects.requireNonNull(templates, "templates"));
    }

    /** The same folders, for an instance. */
    public CloudPaths of(InstanceId id) {
        return new CloudPaths(cloud, run, templates, id);
    }

    /** {@code data}: facts about instances past and present. */
    public String data() {
        return cloud + "/data";
    }

    /** {@code seed}: folders that stand for a drive. */
    public String seed() {
        return cloud + "/seed";
    }

    /** {@code handlers}: part handlers that the image brings. */
    public String handlers() {
        return cloud + "/handlers";
    }

    /** {@code scripts/NAME}: {@code per-boot}, {@code per-instance}, {@code per-once}. */
    public String scripts(String name) {
        return cloud + "/scripts/" + name;
    }

    /** {@code sem}: what ran once on this disk. */
    public String semaphores() {
        return cloud + "/sem";
    }

    /** {@code instance}: the link to the current instance's folder. */
    public String instanceLink() {
        return cloud + "/instance";
    }

    /**
     * The instance's folder.
     *
     * @throws IllegalStateException while there is no instance
     */
    public String instanceFolder() {
        if (instance == null) {
            throw new IllegalStateException("there is no instance");
        }
        return cloud + "/instances/" + instance.folderName();
    }

    /** A file or folder of the instance: {@code cloud-config.txt}, {@code scripts}. */
    public String instanceFile(String name) {
        return instanceFolder() + "/" + name;
    }

    /** A file or folder under the run-time folder. */
    public String runFile(String name) {
        return run + "/" + name;
    }

    private static String withoutSlash(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
