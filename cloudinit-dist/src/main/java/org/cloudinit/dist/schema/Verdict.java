package org.cloudinit.dist.schema;

import java.util.List;

/** What a check of a document comes to. */
sealed interface Verdict {
    /** It is valid. */
    record Valid() implements Verdict {}

    /** There was nothing to check; that was said. */
    record Unchecked() implements Verdict {}

    /** It is not valid, for these reasons. */
    record Invalid(List<Note> errors) implements Verdict {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** It is not even of the kind that could be checked. */
    record Unfit(String message) implements Verdict {}

    /** The program ends with this message, whatever else is to be checked. */
    record Stop(String message) implements Verdict {}
}
