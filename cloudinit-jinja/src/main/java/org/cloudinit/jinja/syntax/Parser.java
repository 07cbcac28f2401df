package org.cloudinit.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cloudinit.jinja.syntax.Statement.Branch;
import org.cloudinit.jinja.syntax.Statement.Signature;
import org.cloudinit.jinja.syntax.Token.Kind;
import org.cloudinit.jinja.value.Fault;

/** Reads a template's statements. */
public final class Parser {
    private final TokenStream stream;
    private final ExpressionParser expressions;

    private Parser(TokenStream stream, KnownNames names) {
        this.stream = stream;
        this.expressions = new ExpressionParser(stream, names);
    }

    /**
     * The statements of a template.
     *
     * @throws Fault if it is none
     */
    public static List<Statement> parse(String template, KnownNames names) {
        return new Parser(new TokenStream(Lexer.tokens(template)), names).until();
    }

    /** Statements up to a tag that begins with one of the names, or else to the end. */
    private List<Statement> until(String... ends) {
        var body = new ArrayList<Statement>();
        while (stream.current().kind() != Kind.END) {
            Token token = stream.take();
            switch (token.kind()) {
                case DATA -> body.add(new Statement.Data(token.text(), token.line()));
                case OUTPUT_BEGIN -> {
                    Expression value = expressions.tuple(false, true, false, "");
                    body.add(new Statement.Output(value, token.line()));
                    stream.expect(Kind.OUTPUT_END);
                }
                default -> {
                    if (isOneOf(stream.current(), ends)) {
                        return List.copyOf(body);
                    }
                    statement(body, ends);
                    stream.expect(Kind.BLOCK_END);
                }
            }
        }
        if (ends.length > 0) {
            throw Fault.syntax(
                    "Unexpected end of template: " + String.join(" or ", ends) + " is missing",
                    stream.current().line());
        }
        return List.copyOf(body);
    }

    private static boolean isOneOf(Token token, String... names) {
        for (String name : names) {
            if (token.isName(name)) {
                return true;
            }
        }
        return false;
    }

    private void statement(List<Statement> body, String... ends) {
        Token tag = stream.current();
        if (tag.kind() != Kind.NAME) {
            throw Fault.syntax("tag name expected", tag.line());
        }
        stream.take();
        int line = tag.line();
        switch (tag.text()) {
            case "if" -> body.add(conditional(line));
            case "for" -> body.add(loop(line));
            case "set" -> body.add(assignment(line));
            case "with" -> body.add(with(line));
            case "macro" -> body.add(macro(line));
            case "call" -> body.add(callBlock(line));
            case "filter" -> body.add(filterBlock(line));
            case "block" -> body.add(block(line));
            case "print" -> print(body);
            case "do" ->
                    body.add(new Statement.Do(expressions.tuple(false, true, false, ""), line));
            case "autoescape" -> {
                expressions.expression();
                body.add(new Statement.Block("", true, body("endautoescape"), line));
            }
            case "include", "import", "from", "extends" ->
                    body.add(otherTemplate(tag.text(), line));
            default ->
                    throw Fault.syntax(
                            "Encountered unknown tag '" + tag.text() + "'." + looking(ends), line);
        }
    }

    private static String looking(String... ends) {
        return ends.length == 0 ? "" : " Looking for " + String.join(" or ", ends) + ".";
    }

    /** A body and the tag that ends it. */
    private List<Statement> body(String end) {
        boolean soft = expressions.operands().soften(false);
        List<Statement> body = opened(end);
        stream.take();
        expressions.operands().soften(soft);
        return body;
    }

    /** A body up to a tag, which stays. */
    private List<Statement> opened(String... ends) {
        stream.skipOperator(":");
        stream.expect(Kind.BLOCK_END);
        return until(ends);
    }

    private Statement conditional(int line) {
        boolean soft = expressions.operands().soften(true);
        var branches = new ArrayList<Branch>();
        List<Statement> otherwise = List.of();
        String end;
        do {
            Expression test = expressions.tuple(false, false, false, "");
            branches.add(new Branch(test, opened("elif", "else", "endif")));
            end = stream.take().text();
        } while (end.equals("elif"));
        if (end.equals("else")) {
            otherwise = opened("endif");
            stream.take();
        }
        expressions.operands().soften(soft);
        return new Statement.If(List.copyOf(branches), otherwise, line);
    }

    private Statement loop(int line) {
        Expression target = expressions.target("in");
        stream.expectName("in");
        Expression items = expressions.tuple(false, false, false, "recursive");
        Expression filter = stream.skipName("if") ? expressions.expression() : null;
        boolean recursive = stream.skipName("recursive");
        boolean soft = expressions.operands().soften(false);
        List<Statement> body = opened("endfor", "else");
        List<Statement> otherwise = List.of();
        if (stream.take().text().equals("else")) {
            otherwise = opened("endfor");
            stream.take();
        }
        expressions.operands().soften(soft);
        return new Statement.For(target, items, filter, recursive, body, otherwise, line);
    }

    private Statement assignment(int line) {
        Expression target = expressions.target("");
        if (stream.skipOperator("=")) {
            Expression value = expressions.tuple(false, true, false, "");
            return new Statement.Assign(target, value, line);
        }
        Expression.Filter filter = null;
        if (stream.skipOperator("|")) {
            filter = expressions.operands().moreFilters(expressions.operands().filter(null));
        }
        return new Statement.AssignBlock(target, filter, body("endset"), line);
    }

    private Statement with(int line) {
        var targets = new ArrayList<Expression>();
        var values = new ArrayList<Expression>();
        while (stream.current().kind() != Kind.BLOCK_END) {
            if (!targets.isEmpty()) {
                stream.expectOperator(",");
            }
            targets.add(expressions.target(""));
            stream.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(List.copyOf(targets), List.copyOf(values), body("endwith"), line);
    }

    private Statement macro(int line) {
        String name = stream.expect(Kind.NAME).text();
        Signature signature = signature();
        Set<String> used = expressions.operands().used();
        Set<String> before = Set.copyOf(used);
        used.clear();
        List<Statement> body = body("endmacro");
        Signature whole = whole(signature);
        used.addAll(before);
        return new Statement.Macro(name, whole, body, line);
    }

    /** What a body takes is told by the names in it. */
    private Signature whole(Signature stated) {
        Set<String> used = expressions.operands().used();
        return new Signature(
                stated.parameters(),
                stated.defaults(),
                used.contains("varargs"),
                used.contains("kwargs"));
    }

    private Signature signature() {
        stream.expectOperator("(");
        var parameters = new ArrayList<String>();
        var defaults = new ArrayList<Expression>();
        while (!stream.current().isOperator(")")) {
            if (!parameters.isEmpty()) {
                stream.expectOperator(",");
            }
            Token name = stream.expect(Kind.NAME);
            if (stream.skipOperator("=")) {
                defaults.add(expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw Fault.syntax("non-default argument follows default argument", name.line());
            }
            parameters.add(name.text());
        }
        stream.expectOperator(")");
        return new Signature(List.copyOf(parameters), List.copyOf(defaults), false, false);
    }

    private Statement callBlock(int line) {
        boolean stated = stream.current().isOperator("(");
        Signature signature =
                stated ? signature() : new Signature(List.of(), List.of(), false, false);
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw Fault.syntax("expected call", line);
        }
        return new Statement.CallBlock(signature, call, body("endcall"), line);
    }

    private Statement filterBlock(int line) {
        Expression.Filter filter =
                expressions.operands().moreFilters(expressions.operands().filter(null));
        return new Statement.FilterBlock(filter, body("endfilter"), line);
    }

    private Statement block(int line) {
        String name = stream.expect(Kind.NAME).text();
        boolean scoped = stream.skipName("scoped");
        stream.skipName("required");
        if (stream.current().isOperator("-")) {
            throw Fault.syntax("Block names may not contain hyphens", line);
        }
        Statement block = new Statement.Block(name, scoped, body("endblock"), line);
        stream.skipName(name);
        return block;
    }

    private void print(List<Statement> body) {
        boolean first = true;
        while (stream.current().kind() != Kind.BLOCK_END) {
            if (!first) {
                stream.expectOperator(",");
            }
            first = false;
            int line = stream.current().line();
            body.add(new Statement.Output(expressions.expression(), line));
        }
    }

    /** What it names is read over: reaching the tag is an error, whatever it names. */
    private Statement otherTemplate(String tag, int line) {
        expressions.expression();
        while (stream.current().kind() == Kind.NAME || stream.current().isOperator(",")) {
            stream.take();
        }
        return new Statement.OtherTemplate(tag, line);
    }
}
