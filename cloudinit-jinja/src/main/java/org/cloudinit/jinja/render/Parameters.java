package org.cloudinit.jinja.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.jinja.syntax.Expression;
import org.cloudinit.jinja.syntax.Statement;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Tuple;
import org.cloudinit.jinja.value.Undefined;

/** Gives the parameters of a macro their arguments. */
final class Parameters {
    private Parameters() {}

    /** Sets each parameter; one without argument and default is undefined. */
    static void assign(Statement.Signature signature, Args args, Scope scope, Evaluator evaluator) {
        List<String> names = signature.parameters();
        int firstDefault = names.size() - signature.defaults().size();
        var named = new LinkedHashMap<String, Object>(args.named());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Object value = named.remove(name);
            if (i < args.positional().size()) {
                value = args.positional().get(i);
            } else if (value == null && i >= firstDefault) {
                Expression otherwise = signature.defaults().get(i - firstDefault);
                value = evaluator.value(otherwise, scope);
            }
            scope.set(
                    name,
                    value == null
                            ? new Undefined(name, "parameter '" + name + "' was not provided", true)
                            : value);
        }
        int used = Math.min(names.size(), args.positional().size());
        if (!signature.takesMore() && args.positional().size() > used) {
            throw Fault.operation("a macro takes at most " + names.size() + " arguments");
        }
        scope.set("varargs", new Tuple(args.from(used).positional()));
        Object caller = named.remove("caller");
        if (caller != null) {
            scope.set("caller", caller);
        }
        if (!signature.takesNamed() && !named.isEmpty()) {
            throw Fault.operation(
                    "a macro takes no argument '" + named.keySet().iterator().next() + "'");
        }
        scope.set("kwargs", new LinkedHashMap<Object, Object>(Map.copyOf(named)));
    }
}
