import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Makes plain code of pattern switches, for the image alone. javac leaves the choice among a
 * pattern switch's cases to a class that the run time generates when the switch is first met, half
 * a millisecond each, and the AOT cache cannot keep those classes. Here every such call becomes a
 * call of a private method with the same tests written out, so that source code may use sealed
 * types freely and a boot pays nothing for it.
 */
final class StraightSwitches {
    private final ClassFile classes;

    private int count;

    StraightSwitches(ClassFile classes) {
        this.classes = classes;
    }

    /** How many switches there were so far. */
    int count() {
        return count;
    }

    /** A class with its switches straightened, or the same bytes if it has none. */
    byte[] apply(byte[] bytes) {
        var switches = new ArrayList<Switch>();
        byte[] straight = straighten(bytes, switches);
        count += switches.size();
        return straight;
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
