package org.cloudinit.schema.check;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.config.JsonReader;

/** Asks the JSON-schema library which keywords of a schema fail at which nodes of a document. */
public final class SchemaLibrary {
    private static final URI NAME = URI.create("urn:cloud-config");

    private final Validator validator;

    /** Prepares a schema. */
    public SchemaLibrary(SchemaDocument document) {
        var nodes = new TreeNodes();
        // Of a draft in which keywords beside $ref count, as they do for the original; in what
        // the schema uses, it is the same as draft 4.
        validator =
                new ValidatorFactory()
                        .withDefaultDialect(new Dialects.Draft2019Dialect())
                        .withDisabledSchemaValidation(true)
                        .withEvaluatorFactory(new Keywords())
                        .withJsonNodeFactories(nodes, nodes)
                        .createValidator();
        validator.registerSchema(NAME, nodes.wrap(document.root().without("$schema")));
    }

    /** Every failure, those in branches that do not count included. */
    public List<Error> failures(ConfigTree config) {
        return validator.validate(NAME, new TreeNode(config, "")).getErrors();
    }

    private static final class TreeNodes implements JsonNodeFactory {
        @Override
        public JsonNode wrap(Object node) {
            return node instanceof JsonNode wrapped ? wrapped : new TreeNode((ConfigTree) node, "");
        }

        @Override
        public JsonNode create(String json) {
            return wrap(JsonReader.read(json, "JSON"));
        }
    }
}
