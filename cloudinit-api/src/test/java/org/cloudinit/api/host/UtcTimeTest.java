package org.cloudinit.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
    /** The JDK's calendar is the oracle, over 8000 years on both sides of 1970. */
    @Test
    void timesAreThoseOfTheCalendar() {
        var expected = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);
        var mail = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long millis = (long) ((random.nextDouble() - 0.2) * 250_000_000_000_000L);
            var text = new StringBuilder();
            UtcTime.of(millis).appendTo(text);
            OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
            assertEquals(expected.format(time), text.toString());
            assertEquals(mail.format(time), UtcTime.of(millis).mail());
        }
    }

    @Test
    void leapDays() {
        for (String day : new String[] {"2000-02-29", "2024-02-29", "2100-03-01", "1999-12-31"}) {
            var text = new StringBuilder();
            UtcTime.of(Instant.parse(day + "T23:59:59.001Z").toEpochMilli()).appendTo(text);
            assertEquals(day + " 23:59:59,001", text.toString());
        }
    }
}
