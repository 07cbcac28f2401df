package org.cloudinit.core.userdata;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.config.TextDocuments;

/**
 * Bytes as user-data: gzip, MIME, archives and includes are undone; what is damaged is reported,
 * and nothing is thrown. An include leads to the same bytes again.
 */
public final class UserDataFuzz {
    /** Small, so that an input that multiplies itself ends soon. */
    private static final UserDataLimits LIMITS = new UserDataLimits(1 << 20, 50, 5);

    private UserDataFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        var told = new Told();
        var expander =
                new MessageExpander(
                        new TextDocuments(),
                        (url, once) -> once ? null : Slice.of(bytes),
                        LIMITS,
                        told,
                        "user-data");
        expander.add(Slice.of(bytes));
        List<Entity> parts = expander.parts();
        if (parts.size() > LIMITS.parts()) {
            throw new IllegalStateException("more parts than allowed: " + parts.size());
        }
        for (Entity part : parts) {
            TransferEncoding.decode(part.headers().get("Content-Transfer-Encoding"), part.body());
        }
    }

    private static final class Told implements Reporter {
        private final List<String> codes = new ArrayList<>();

        @Override
        public void report(Problem problem) {
            codes.add(problem.code());
        }

        @Override
        public void decided(Decision decision) {
            throw new IllegalStateException("nothing is decided here");
        }
    }
}
