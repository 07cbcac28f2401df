package org.cloudinit.schema.check;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/** Values as Python's {@code repr} shows them, which the original's messages do. */
final class PythonRepr {
    private PythonRepr() {}

    static String of(@Nullable ConfigTree value) {
        return switch (value) {
            case null -> "None";
            case Mapping mapping -> {
                var text = new StringJoiner(", ", "{", "}");
                for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                    text.add(of(entry.getKey()) + ": " + of(entry.getValue()));
                }
                yield text.toString();
            }
            case Sequence sequence -> "[" + list(sequence.items()) + "]";
            case Scalar.Text text -> PythonString.repr(text.value());
            case Scalar.Binary binary -> PythonString.repr(binary.value());
            case Scalar.Date date ->
                    "datetime.date("
                            + date.value().getYear()
                            + ", "
                            + date.value().getMonthValue()
                            + ", "
                            + date.value().getDayOfMonth()
                            + ")";
            case Scalar.Timestamp time -> time(time.value(), time.offset());
            case Scalar scalar -> scalar.display();
        };
    }

    /** Values with commas between them. */
    static String list(List<? extends ConfigTree> values) {
        var text = new StringJoiner(", ");
        for (ConfigTree value : values) {
            text.add(of(value));
        }
        return text.toString();
    }

    private static String time(LocalDateTime time, @Nullable ZoneOffset offset) {
        var text = new StringJoiner(", ", "datetime.datetime(", ")");
        for (int part :
                new int[] {
                    time.getYear(),
                    time.getMonthValue(),
                    time.getDayOfMonth(),
                    time.getHour(),
                    time.getMinute()
                }) {
            text.add(Integer.toString(part));
        }
        int micros = time.getNano() / 1000;
        if (time.getSecond() > 0 || micros > 0) {
            text.add(Integer.toString(time.getSecond()));
        }
        if (micros > 0) {
            text.add(Integer.toString(micros));
        }
        if (offset != null) {
            int seconds = offset.getTotalSeconds();
            text.add("tzinfo=" + (seconds == 0 ? "datetime.timezone.utc" : zone(seconds)));
        }
        return text.toString();
    }

    /** A difference is whole days, which may be negative, and the seconds on top of them. */
    private static String zone(int seconds) {
        String days = seconds < 0 ? "days=-1, " : "";
        int rest = Math.floorMod(seconds, 86_400);
        return "datetime.timezone(datetime.timedelta(" + days + "seconds=" + rest + "))";
    }
}
