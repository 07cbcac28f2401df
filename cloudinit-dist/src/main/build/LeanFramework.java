import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
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
 * what the methods find is thrown away. So is what the framework's properties say of old releases
 * of Java, 300 lines. The handlers of URLs are off by a setting, and still looked up.
 */
final class LeanFramework {
    /** The properties that the framework has by itself. */
    private static final String DEFAULTS = "default.properties";

    private static final ClassDesc MAP = ClassDesc.of("java.util.Map");

    /** By the names of a class and a method, the body that takes the place of its own. */
    private static final Map<String, Consumer<CodeBuilder>> BODIES =
            Map.of(
                    "org/apache/felix/framework/util/Util.calculateModulesMap",
                    body -> body.invokestatic(MAP, "of", MethodTypeDesc.of(MAP), true).areturn(),
                    "org/apache/felix/framework/util/Util.initializeJPMSEE",
                    CodeBuilder::return_,
                    "org/apache/felix/framework/URLHandlersActivator.start",
                    CodeBuilder::return_,
                    "org/apache/felix/framework/URLHandlersActivator.stop",
                    CodeBuilder::return_);

    private final ClassFile classes;
    private int replaced;

    LeanFramework(ClassFile classes) {
        this.classes = classes;
    }

    /** An entry of its jar as it goes into the image. */
    byte[] entry(String name, byte[] bytes) {
        if (name.equals(DEFAULTS)) {
            return defaults(bytes);
        }
        if (name.endsWith("module-info.class")) {
            return descriptor(bytes);
        }
        return name.endsWith(".class") ? type(bytes) : bytes;
    }

    private byte[] type(byte[] bytes) {
        var model = classes.parse(bytes);
        String name = model.thisClass().asInternalName() + ".";
        if (BODIES.keySet().stream().noneMatch(method -> method.startsWith(name))) {
            return bytes;
        }
        ClassTransform bodies =
                (type, element) -> {
                    if (element instanceof MethodModel method
                            && BODIES.get(name + method.methodName().stringValue())
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

    /**
     * Its own properties: the other names of systems and processors, for bundles with native code.
     */
    private static byte[] defaults(byte[] bytes) {
        var kept = new StringBuilder();
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n")) {
            if (line.startsWith("felix.native.")) {
                kept.append(line).append('\n');
            }
        }
        if (kept.isEmpty()) {
            throw new IllegalStateException("the framework has other properties");
        }
        return kept.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] descriptor(byte[] bytes) {
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
