package org.cloudinit.jinja.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.jinja.syntax.Expression;
import org.cloudinit.jinja.syntax.KnownNames;
import org.cloudinit.jinja.syntax.Statement;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Function;
import org.cloudinit.jinja.value.LoopState;
import org.cloudinit.jinja.value.Namespace;
import org.cloudinit.jinja.value.Texts;
import org.cloudinit.jinja.value.Types;

/** Runs statements; what they write is collected as text. */
public final class Renderer {
    /** The filters and tests that there are. */
    public static final KnownNames KNOWN = new KnownNames(Filters.NAMES, Tests.NAMES);

    private static final int DEEPEST = 200;

    private final Budget budget;
    private final Texts texts;
    private final Evaluator evaluator;
    private int depth;

    public Renderer(Budget budget, Texts texts) {
        this.budget = budget;
        this.texts = texts;
        this.evaluator = new Evaluator(budget, texts);
    }

    /** Line of the template that was reached, counted from 1. */
    public int line() {
        return evaluator.line();
    }

    /** The text of a template. */
    public String render(List<Statement> template, Map<String, Object> variables) {
        Scope globals = Scope.of(Globals.all());
        Scope scope = globals.inner();
        variables.forEach(scope::set);
        return text(template, scope);
    }

    private String text(List<Statement> body, Scope scope) {
        var out = new StringBuilder();
        run(body, scope, out);
        return out.toString();
    }

    private void run(List<Statement> body, Scope scope, StringBuilder out) {
        if (++depth > DEEPEST) {
            throw Fault.bound("more than " + DEEPEST + " levels of blocks, macros or loops");
        }
        for (Statement statement : body) {
            evaluator.at(statement.line());
            run(statement, scope, out);
        }
        depth--;
    }

    private void write(String text, StringBuilder out) {
        budget.allocate(text.length());
        out.append(text);
    }

    private void run(Statement statement, Scope scope, StringBuilder out) {
        switch (statement) {
            case Statement.Data data -> write(data.text(), out);
            case Statement.Output output ->
                    write(texts.str(evaluator.value(output.value(), scope)), out);
            case Statement.If conditional -> decide(conditional, scope, out);
            case Statement.For loop -> {
                Object items = evaluator.value(loop.items(), scope);
                loop(loop, items, 0, scope, out);
            }
            case Statement.Assign assign ->
                    assign(assign.target(), evaluator.value(assign.value(), scope), scope);
            case Statement.AssignBlock block -> assignBlock(block, scope);
            case Statement.With with -> with(with, scope, out);
            case Statement.Macro macro ->
                    scope.set(macro.name(), macro(macro.signature(), macro.body(), scope));
            case Statement.CallBlock block -> {
                Function caller = macro(block.signature(), block.body(), scope);
                write(
                        texts.str(evaluator.call(block.call(), scope, Map.of("caller", caller))),
                        out);
            }
            case Statement.FilterBlock block -> {
                String text = text(block.body(), scope.inner());
                write(texts.str(evaluator.filtered(block.filter(), text, scope)), out);
            }
            case Statement.Block block -> run(block.body(), scope.inner(), out);
            case Statement.Do action -> evaluator.value(action.value(), scope);
            case Statement.OtherTemplate other ->
                    throw Fault.forbidden(other.tag() + ": a template reads no other one");
        }
    }

    private void decide(Statement.If conditional, Scope scope, StringBuilder out) {
        for (Statement.Branch branch : conditional.branches()) {
            if (Types.truthy(evaluator.value(branch.test(), scope))) {
                run(branch.body(), scope, out);
                return;
            }
        }
        run(conditional.otherwise(), scope, out);
    }

    private void loop(
            Statement.For loop, Object iterable, int level, Scope scope, StringBuilder out) {
        List<Object> items = filtered(loop, Types.items(iterable), scope);
        budget.allocateItems(items.size());
        if (items.isEmpty()) {
            run(loop.otherwise(), scope.inner(), out);
            return;
        }
        Function recursion =
                args -> {
                    var inner = new StringBuilder();
                    loop(loop, args.bind("items").need("items"), level + 1, scope, inner);
                    return inner.toString();
                };
        var state = new LoopState(items, level, loop.recursive() ? recursion : null);
        for (int i = 0; i < items.size(); i++) {
            state.goTo(i);
            evaluator.at(loop.line());
            Scope body = scope.inner();
            body.set("loop", state);
            assign(loop.target(), items.get(i), body);
            run(loop.body(), body, out);
        }
    }

    private List<Object> filtered(Statement.For loop, List<Object> items, Scope scope) {
        Expression filter = loop.filter();
        if (filter == null) {
            return items;
        }
        var kept = new ArrayList<Object>();
        for (Object item : items) {
            Scope inner = scope.inner();
            assign(loop.target(), item, inner);
            if (Types.truthy(evaluator.value(filter, inner))) {
                kept.add(item);
            }
        }
        return kept;
    }

    private void assign(Expression target, Object value, Scope scope) {
        switch (target) {
            case Expression.Name name -> scope.set(name.name(), value);
            case Expression.NamespaceName name -> {
                if (!(scope.get(name.name()) instanceof Namespace namespace)) {
                    throw Fault.operation("cannot assign attribute on non-namespace object");
                }
                budget.allocate(1);
                namespace.attributes().put(name.attribute(), value);
            }
            case Expression.TupleOf tuple -> unpack(tuple.items(), value, scope);
            default -> throw Fault.operation("can't assign to this");
        }
    }

    private void unpack(List<Expression> targets, Object value, Scope scope) {
        List<Object> values = Types.items(value);
        if (values.size() != targets.size()) {
            throw Fault.operation(
                    "cannot unpack " + values.size() + " values into " + targets.size());
        }
        for (int i = 0; i < targets.size(); i++) {
            assign(targets.get(i), values.get(i), scope);
        }
    }

    private void assignBlock(Statement.AssignBlock block, Scope scope) {
        String text = text(block.body(), scope.inner());
        Expression.Filter filter = block.filter();
        assign(
                block.target(),
                filter == null ? text : evaluator.filtered(filter, text, scope),
                scope);
    }

    private void with(Statement.With with, Scope scope, StringBuilder out) {
        Scope inner = scope.inner();
        for (int i = 0; i < with.targets().size(); i++) {
            assign(with.targets().get(i), evaluator.value(with.values().get(i), scope), inner);
        }
        run(with.body(), inner, out);
    }

    private Function macro(Statement.Signature signature, List<Statement> body, Scope outer) {
        return args -> {
            Scope scope = outer.inner();
            Parameters.assign(signature, args, scope, evaluator);
            return text(body, scope);
        };
    }
}
