package org.cloudinit.jinja.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What writes, assigns or decides. */
public sealed interface Statement {
    /** Line of the template, counted from 1. */
    int line();

    /** Text outside of tags. */
    record Data(String text, int line) implements Statement {}

    /** <code>{{ value }}</code>. */
    record Output(Expression value, int line) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise, int line) implements Statement {}

    /** A test and what is done if it holds. */
    record Branch(Expression test, List<Statement> body) {}

    record For(
            Expression target,
            Expression items,
            @Nullable Expression filter,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise,
            int line)
            implements Statement {}

    record Assign(Expression target, Expression value, int line) implements Statement {}

    /** {@code set} with a body, which a filter may change. */
    record AssignBlock(
            Expression target, Expression.@Nullable Filter filter, List<Statement> body, int line)
            implements Statement {}

    record With(List<Expression> targets, List<Expression> values, List<Statement> body, int line)
            implements Statement {}

    record Macro(String name, Signature signature, List<Statement> body, int line)
            implements Statement {}

    /**
     * Parameters of a macro.
     *
     * @param parameters their names
     * @param defaults those of the last ones
     * @param takesMore whether the body names {@code varargs}, and so takes further arguments
     * @param takesNamed whether it names {@code kwargs}, and so takes further named ones
     */
    record Signature(
            List<String> parameters,
            List<Expression> defaults,
            boolean takesMore,
            boolean takesNamed) {}

    /** A macro's call with a body that the macro may call. */
    record CallBlock(Signature signature, Expression.Call call, List<Statement> body, int line)
            implements Statement {}

    record FilterBlock(Expression.Filter filter, List<Statement> body, int line)
            implements Statement {}

    /** A named block: nothing inherits here, so it is rendered in its place. */
    record Block(String name, boolean scoped, List<Statement> body, int line)
            implements Statement {}

    /** An expression evaluated for its effect. */
    record Do(Expression value, int line) implements Statement {}

    /** A tag that reads another template, of which there is none. */
    record OtherTemplate(String tag, int line) implements Statement {}
}
