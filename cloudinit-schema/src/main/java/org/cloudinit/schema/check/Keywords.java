package org.cloudinit.schema.check;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Scalar;

/**
 * The keywords that are judged otherwise than by the library: what has branches reports every
 * branch, and a mark such as {@code deprecated} reports that it was met. Which of the reports count
 * is decided by {@link Alternatives}, for a deprecated branch is a valid one.
 */
final class Keywords implements EvaluatorFactory {
    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String name, JsonNode value) {
        return switch (name) {
            case "oneOf", "anyOf" -> Optional.of(new Branches(references(context, value)));
            case "not" -> Optional.of(new Branches(List.of(context.getAbsoluteUri(value))));
            case "deprecated", "changed" -> Optional.of(new Mark(tree(value).truthy()));
            case "type" -> Optional.of(new TypeIs(tree(value)));
            case "format" -> Optional.of(new FormatIs(((Scalar) tree(value)).display()));
            default -> Optional.empty();
        };
    }

    private static ConfigTree tree(JsonNode node) {
        return ((TreeNode) node).tree();
    }

    private static List<String> references(SchemaParsingContext context, JsonNode branches) {
        var references = new ArrayList<String>();
        for (JsonNode branch : branches.asArray()) {
            references.add(context.getAbsoluteUri(branch));
        }
        return references;
    }

    private record Branches(List<String> references) implements Evaluator {
        @Override
        public Result evaluate(EvaluationContext context, JsonNode node) {
            for (String reference : references) {
                context.resolveInternalRefAndValidate(reference, node);
            }
            // Of what succeeds, the library forgets what was found below it.
            return Result.failure("branches");
        }
    }

    private record Mark(boolean set) implements Evaluator {
        @Override
        public Result evaluate(EvaluationContext context, JsonNode node) {
            return set ? Result.failure("mark") : Result.success();
        }
    }

    private record TypeIs(ConfigTree types) implements Evaluator {
        @Override
        public Result evaluate(EvaluationContext context, JsonNode node) {
            return TypeNames.isAny(tree(node), types) ? Result.success() : Result.failure("type");
        }
    }

    private record FormatIs(String format) implements Evaluator {
        @Override
        public Result evaluate(EvaluationContext context, JsonNode node) {
            return Formats.accepts(format, tree(node))
                    ? Result.success()
                    : Result.failure("format");
        }
    }
}
