package org.cloudinit.api.instance;

import java.util.Objects;

/**
 * The name that a cloud gave to this instance. Its folder is named after it ({@link #folderName}),
 * so a value that is empty, too long for a folder, holds a control character, or is {@code .} or
 * {@code ..} is refused.
 *
 * @param value the text as the data source gave it
 */
public record InstanceId(String value) {
    public InstanceId {
        Objects.requireNonNull(value, "value");
        if (!isValid(value)) {
            throw new IllegalArgumentException("instance-id is not usable as a folder name");
        }
    }

    /** Whether a text can be an instance-id. */
    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > 255 || value.equals(".") || value.equals("..")) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The name of its folder: slashes become underscores, as in the reference's {@code get_ipath}.
     */
    public String folderName() {
        return value.replace('/', '_');
    }

    @Override
    public String toString() {
        return value;
    }
}
