package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/**
 * Decides what the faults in branches come to: {@code oneOf} and {@code anyOf} as the original's
 * own validators of these names ({@code config/schema.py}) have it, {@code not} as {@code
 * jsonschema} does.
 */
public final class Alternatives {
    private Alternatives() {}

    /**
     * The faults that count.
     *
     * @param faults all faults, sorted: those in the branches of a fault come behind it
     */
    public static List<Fault> resolve(List<Fault> faults) {
        var counted = new ArrayList<Fault>();
        int i = 0;
        while (i < faults.size()) {
            Fault fault = faults.get(i);
            int end = i + 1;
            while (end < faults.size() && faults.get(end).isWithin(fault)) {
                end++;
            }
            List<Fault> within = resolve(faults.subList(i + 1, end));
            switch (fault.keyword()) {
                case "oneOf" -> counted.addAll(oneOf(fault, branches(fault, within)));
                case "anyOf" -> counted.addAll(anyOf(fault, branches(fault, within)));
                case "not" -> {
                    if (errors(within).isEmpty()) {
                        counted.add(fault);
                    }
                }
                default -> counted.add(fault);
            }
            i = end;
        }
        return counted;
    }

    private static List<List<Fault>> branches(Fault fault, List<Fault> within) {
        var branches = new ArrayList<List<Fault>>();
        for (int i = 0; i < fault.schema().sequence(fault.keyword()).size(); i++) {
            branches.add(new ArrayList<>());
        }
        for (Fault below : within) {
            branches.get(below.order().get(fault.order().size())).add(below);
        }
        return branches;
    }

    private static List<Fault> oneOf(Fault fault, List<List<Fault>> branches) {
        List<ConfigTree> schemas = fault.schema().sequence("oneOf").items();
        var all = new ArrayList<Fault>();
        var valid = new ArrayList<Integer>();
        for (int i = 0; i < branches.size(); i++) {
            List<Fault> errors = errors(branches.get(i));
            if (errors.isEmpty()) {
                valid.add(i);
            }
            all.addAll(errors);
        }
        if (valid.isEmpty()) {
            return deepest(all, fault);
        }
        if (valid.size() == 1) {
            return marks(branches.get(valid.getFirst()));
        }
        var several = new ArrayList<ConfigTree>();
        for (int i : valid.subList(1, valid.size())) {
            several.add(schemas.get(i));
        }
        several.add(schemas.get(valid.getFirst()));
        return List.of(fault.with(Wording.inBranches(fault.value(), several), List.of()));
    }

    private static List<Fault> anyOf(Fault fault, List<List<Fault>> branches) {
        var all = new ArrayList<Fault>();
        for (List<Fault> branch : branches) {
            List<Fault> errors = errors(branch);
            if (errors.isEmpty()) {
                return marks(branch);
            }
            all.addAll(errors);
        }
        return List.of(Relevance.best(all), fault.with(Wording.inNoBranch(fault.value()), all));
    }

    /** {@code cloud_init_deepest_matches}. */
    private static List<Fault> deepest(List<Fault> errors, Fault within) {
        ConfigTree type = within.value() instanceof Mapping value ? value.get("type") : null;
        var best = new ArrayList<Fault>();
        int depth = within.path().size();
        for (Fault error : errors) {
            if (type != null) {
                ConfigTree types = error.schema().find("properties", "type", "enum");
                if (types instanceof Sequence known && known.items().contains(type)) {
                    return List.of(error);
                }
                if (isAtType(error, within)) {
                    best.add(error);
                }
            } else if (error.path().size() == depth) {
                best.add(error);
            } else if (error.path().size() > depth) {
                depth = error.path().size();
                best.clear();
                best.add(error);
            }
        }
        return best;
    }

    /** Whether the last key on the way to the fault ends with the word type. */
    private static boolean isAtType(Fault error, Fault within) {
        return error.path().size() > within.path().size()
                && error.path().getLast() instanceof Scalar.Text key
                && key.value().endsWith("type")
                && key.value().chars().allMatch(Alternatives::isNameCharacter)
                && Character.isLetter(key.value().charAt(0));
    }

    private static boolean isNameCharacter(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
    }

    private static List<Fault> errors(List<Fault> faults) {
        return faults.stream().filter(fault -> !fault.isMark()).toList();
    }

    private static List<Fault> marks(List<Fault> faults) {
        return faults.stream().filter(Fault::isMark).toList();
    }
}
