package org.cloudinit.jinja.render;

import java.util.Set;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Arithmetic;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Members;
import org.cloudinit.jinja.value.Texts;
import org.jspecify.annotations.Nullable;

/** Filters by their names: of texts, of numbers and single values, of collections. */
final class Filters {
    static final Set<String> NAMES =
            Set.of(
                    "abs",
                    "attr",
                    "batch",
                    "capitalize",
                    "center",
                    "count",
                    "d",
                    "default",
                    "dictsort",
                    "e",
                    "escape",
                    "filesizeformat",
                    "first",
                    "float",
                    "forceescape",
                    "format",
                    "groupby",
                    "indent",
                    "int",
                    "items",
                    "join",
                    "last",
                    "length",
                    "list",
                    "lower",
                    "map",
                    "max",
                    "min",
                    "reject",
                    "rejectattr",
                    "replace",
                    "reverse",
                    "round",
                    "safe",
                    "select",
                    "selectattr",
                    "slice",
                    "sort",
                    "string",
                    "striptags",
                    "sum",
                    "title",
                    "tojson",
                    "trim",
                    "truncate",
                    "unique",
                    "upper",
                    "urlencode",
                    "wordcount",
                    "wordwrap",
                    "xmlattr");

    private final TextFilters ofTexts;
    private final ValueFilters ofValues;
    private final CollectionFilters ofCollections;
    private final Tests tests;

    Filters(Budget budget, Texts texts, Members members, Arithmetic arithmetic) {
        this.tests = new Tests(texts);
        this.ofTexts = new TextFilters(budget, texts);
        this.ofValues = new ValueFilters(budget, texts, members);
        this.ofCollections = new CollectionFilters(budget, texts, members, arithmetic, this);
    }

    Tests tests() {
        return tests;
    }

    Object apply(String name, Object value, Args args) {
        @Nullable Object result = ofTexts.apply(name, value, args);
        result = result == null ? ofValues.apply(name, value, args) : result;
        result = result == null ? ofCollections.apply(name, value, args) : result;
        if (result == null) {
            throw Fault.operation("No filter named '" + name + "'.");
        }
        return result;
    }
}
