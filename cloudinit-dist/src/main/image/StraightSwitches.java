import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Makes plain code of pattern switches, for the image alone. javac leaves the choice among a
 * pattern switch's cases to a class that the run time generates when the switch is first met, half
 * a millisecond each, and the AOT cache cannot keep those classes. Here every such call becomes a
 * call of a private method with the same tests written out, so that source code may use sealed
 * types freely and a boot pays nothing for it.
 */
final class StraightSwitches {
    private final ClassFile classes;

    /**
     * @param loader finds the classes of all modules, which the verifier's stack maps ask for
     */
    StraightSwitches(ClassLoader loader) {
        ClassHierarchyResolver resolver =
                ClassHierarchyResolver.ofResourceParsing(loader)
                        .orElse(ClassHierarchyResolver.defaultResolver());
        classes = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
    }

    /** Copies a jar, its classes straightened. Answers how many switches there were. */
    int copy(Path from, Path to) throws IOException {
        int count = 0;
        try (var jar = new JarFile(from.toFile());
                OutputStream file = Files.newOutputStream(to);
                var out = new JarOutputStream(file)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                out.putNextEntry(new JarEntry(entry.getName()));
                if (!entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        byte[] bytes = in.readAllBytes();
                        if (entry.getName().endsWith(".class")) {
                            var switches = new ArrayList<Switch>();
                            bytes = straighten(bytes, switches);
                            count += switches.size();
                        }
                        out.write(bytes);
                    }
                }
                out.closeEntry();
            }
        }
        return count;
    }

    /** A switch: the method that takes its place, and what its cases ask for. */
    private record Switch(String method, MethodTypeDesc type, List<ConstantDesc> labels) {}

    private byte[] straighten(byte[] bytes, List<Switch> switches) {
        ClassModel model = classes.parse(bytes);
        ClassDesc owner = model.thisClass().asSymbol();
        boolean isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
        CodeTransform calls =
                (code, element) -> {
                    if (isTypeSwitch(element)) {
                        var call = (InvokeDynamicInstruction) element;
                        var found =
                                new Switch(
                                        "typeSwitch$" + switches.size(),
                                        call.typeSymbol(),
                                        call.bootstrapArgs());
                        switches.add(found);
                        code.invokestatic(owner, found.method(), found.type(), isInterface);
                    } else {
                        code.with(element);
                    }
                };
        ClassTransform transform =
                ClassTransform.transformingMethodBodies(StraightSwitches::hasSwitch, calls)
                        .andThen(
                                ClassTransform.endHandler(
                                        type -> switches.forEach(found -> write(type, found))));
        return hasSwitch(model) ? classes.transformClass(model, transform) : bytes;
    }

    private static boolean hasSwitch(ClassModel model) {
        return model.methods().stream().anyMatch(StraightSwitches::hasSwitch);
    }

    private static boolean hasSwitch(MethodModel method) {
        CodeModel code = method.code().orElse(null);
        return code != null && code.elementStream().anyMatch(StraightSwitches::isTypeSwitch);
    }

    /** Whether an instruction is a switch over types and strings, the usual kind. */
    private static boolean isTypeSwitch(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().displayName().equals("SwitchBootstraps")
                && call.bootstrapMethod().methodName().equals("typeSwitch")
                && call.bootstrapArgs().stream()
                        .allMatch(label -> label instanceof ClassDesc || label instanceof String);
    }

    /** {@code SwitchBootstraps.typeSwitch}, with its labels written out. */
    private static void write(ClassBuilder type, Switch found) {
        type.withMethodBody(
                found.method(),
                found.type(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code -> {
                    Label present = code.newLabel();
                    code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
                    for (int i = 0; i < found.labels().size(); i++) {
                        Label next = code.newLabel();
                        code.iload(1).loadConstant(i).if_icmpgt(next);
                        test(code, found.labels().get(i));
                        code.ifeq(next).loadConstant(i).ireturn().labelBinding(next);
                    }
                    code.loadConstant(found.labels().size()).ireturn();
                });
    }

    private static void test(CodeBuilder code, ConstantDesc label) {
        switch (label) {
            case ClassDesc type -> code.aload(0).instanceOf(type);
            case String text ->
                    code.loadConstant(text)
                            .aload(0)
                            .invokevirtual(
                                    ConstantDescs.CD_String,
                                    "equals",
                                    MethodTypeDesc.of(
                                            ConstantDescs.CD_boolean, ConstantDescs.CD_Object));
            default -> throw new IllegalArgumentException("no case of a type switch: " + label);
        }
    }
}
