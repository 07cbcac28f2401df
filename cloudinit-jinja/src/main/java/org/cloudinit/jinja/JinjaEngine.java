package org.cloudinit.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.jinja.render.Renderer;
import org.cloudinit.jinja.syntax.Parser;
import org.cloudinit.jinja.syntax.Statement;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Bytes;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.Texts;
import org.cloudinit.jinja.value.Types;

/**
 * Jinja as the original renders it: Jinja 3 with the sandbox, {@code trim_blocks}, the extension
 * {@code do}, and placeholders for missing variables.
 *
 * <p>A template can neither reach Java objects nor files. It may take {@value #MOST_STEPS} steps,
 * {@value #MOST_ROOM} characters and items, and {@value #MOST_MILLIS} ms.
 */
public final class JinjaEngine implements TemplateEngine {
    private static final int MOST_STEPS = 1_000_000;
    private static final long MOST_ROOM = 32 << 20;
    private static final long MOST_MILLIS = 5_000;
    private static final int LONGEST = 16 << 20;

    /** Made by the module system. */
    public JinjaEngine() {}

    @Override
    public Rendered render(Template template, Mapping variables) {
        if (template.body().length() > LONGEST) {
            throw malformed(template, Fault.bound("a template of so many characters"), 1);
        }
        var missing = new LinkedHashSet<String>();
        var budget = new Budget(MOST_STEPS, MOST_ROOM, MOST_MILLIS);
        var renderer = new Renderer(budget, new Texts(budget, missing::add));
        try {
            List<Statement> statements = Parser.parse(template.body(), Renderer.KNOWN);
            String text = renderer.render(statements, values(variables));
            boolean ended = template.body().endsWith("\n");
            return new Rendered(ended ? text + "\n" : text, List.copyOf(missing));
        } catch (Fault fault) {
            throw malformed(template, fault, fault.line() > 0 ? fault.line() : renderer.line());
        } catch (StackOverflowError _) {
            // The one place for recursion without end, of brackets, macros or values alike.
            throw malformed(
                    template, Fault.bound("brackets, calls or values too deep"), renderer.line());
        }
    }

    private static MalformedException malformed(Template template, Fault fault, int line) {
        var origin = new Origin(template.source(), line + template.firstLine() - 1, 0);
        return switch (fault.kind()) {
            case SYNTAX ->
                    refused("template.syntax", origin, fault, "Correct the template at that line.");
            case UNDEFINED ->
                    refused(
                            "template.undefined",
                            origin,
                            fault,
                            "Test it with 'is defined', or give it a default.");
            case OPERATION ->
                    refused(
                            "template.operation",
                            origin,
                            fault,
                            "Look at the types of the values.");
            case FORBIDDEN -> refused("template.forbidden", origin, fault, "Do without it.");
            case BOUND -> refused("template.bound", origin, fault, "Look for a loop that grows.");
        };
    }

    private static MalformedException refused(
            String code, Origin origin, Fault fault, String remedy) {
        return new MalformedException(code, "rendering a template", origin, fault.text(), remedy);
    }

    private static Map<String, Object> values(Mapping variables) {
        var values = new HashMap<String, Object>();
        for (Map.Entry<Scalar, ConfigTree> entry : variables.entries().entrySet()) {
            values.put(entry.getKey().display(), value(entry.getValue()));
        }
        return values;
    }

    private static Object value(ConfigTree tree) {
        return switch (tree) {
            case Mapping mapping -> {
                var dict = new LinkedHashMap<Object, Object>();
                for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                    dict.put(Types.key(value(entry.getKey())), value(entry.getValue()));
                }
                yield dict;
            }
            case Sequence sequence -> {
                var list = new ArrayList<Object>(sequence.size());
                for (ConfigTree item : sequence) {
                    list.add(value(item));
                }
                yield list;
            }
            case Scalar.Null _ -> None.NONE;
            case Scalar.Bool truth -> truth.value();
            case Scalar.Int number -> BigInteger.valueOf(number.value());
            case Scalar.BigInt number -> number.value();
            case Scalar.Real number -> number.value();
            case Scalar.Binary binary -> new Bytes(binary.value());
            case Scalar other -> other.display();
        };
    }
}
