package org.cloudinit.api.instance;

import java.util.Objects;
import org.cloudinit.api.report.Secret;

/**
 * A file that the cloud wants to have in the root folder (OpenStack's {@code personality}).
 *
 * @param path absolute path in the machine; checked again when it is written
 * @param content its bytes, never printed
 */
public record InjectedFile(String path, Secret content) {
    public InjectedFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
    }
}
