import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The bundle framework without what this program has no use for, for the image alone.
 *
 * <p>Its descriptor asks for {@code jdk.unsupported}: it works without sun.misc.Unsafe, and with it
 * the virtual machine prints four lines of warning at every start. Two methods work out what the
 * running Java exports and is called, by reflection and with formatted numbers, which takes longer
 * than the rest of the framework's start; the program states both itself (FrameworkSettings), and
 * what the methods find is thrown away.
 */
final class LeanFramework {
    private static final ClassDesc WORKED_OUT =
            ClassDesc.of("org.apache.felix.framework.util.Util");
    private static final ClassDesc MAP = ClassDesc.of("java.util.Map");

    /** By the name of a method, the body that takes the place of its own. */
    private static final Map<String, Consumer<CodeBuilder>> BODIES =
            Map.of(
                    "calculateModulesMap",
                    body -> body.invokestatic(MAP, "of", MethodTypeDesc.of(MAP), true).areturn(),
                    "initializeJPMSEE",
                    CodeBuilder::return_);

    private final ClassFile classes;
    private int replaced;

    LeanFramework(ClassFile classes) {
        this.classes = classes;
    }

    /** A class as it goes into the image. */
    byte[] type(byte[] bytes) {
        var model = classes.parse(bytes);
        if (!model.thisClass().asSymbol().equals(WORKED_OUT)) {
            return bytes;
        }
        ClassTransform bodies =
                (type, element) -> {
                    if (element instanceof MethodModel method
                            && BODIES.get(method.methodName().stringValue())
                                    instanceof Consumer<CodeBuilder> body) {
                        replaced++;
                        type.withMethodBody(
                                method.methodName().stringValue(),
                                method.methodTypeSymbol(),
                                method.flags().flagsMask(),
                                body);
                    } else {
                        type.with(element);
                    }
                };
        return classes.transformClass(model, bodies);
    }

    /** The module descriptor as it goes into the image. */
    byte[] descriptor(byte[] bytes) {
        return classes.transformClass(
                classes.parse(bytes),
                (builder, element) ->
                        builder.with(
                                element instanceof ModuleAttribute module
                                        ? withoutUnsafe(module)
                                        : element));
    }

    /** Fails if the framework is another one by now, and this class to be looked at. */
    void check() {
        if (replaced != BODIES.size()) {
            throw new IllegalStateException("the framework has " + replaced + " of " + BODIES);
        }
    }

    private static ModuleAttribute withoutUnsafe(ModuleAttribute module) {
        var requires = new ArrayList<>(module.requires());
        requires.removeIf(one -> one.requires().name().equalsString("jdk.unsupported"));
        return ModuleAttribute.of(
                module.moduleName(),
                module.moduleFlagsMask(),
                module.moduleVersion().orElse(null),
                requires,
                module.exports(),
                module.opens(),
                module.uses(),
                module.provides());
    }
}
