package org.cloudinit.api.instance;

import java.util.Objects;

/**
 * The name that a cloud gave to this instance. It becomes a folder name, so a value that is empty,
 * holds a slash or a control character, or is {@code .} or {@code ..} is refused.
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
            if (c == '/' || Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
