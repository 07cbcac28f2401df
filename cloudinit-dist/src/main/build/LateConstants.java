import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets constants of type BigDecimal be made when they are asked for, for the image alone. The first
 * BigDecimal of a process costs a third of what a boot does of its own: the class computes large
 * powers of ten when it is initialised. The JSON library keeps four such constants in the class
 * that every parser extends, for range checks that this program never comes to. Here the four are
 * made by methods; who asks for one gets an equal one.
 */
final class LateConstants {
    private static final ClassDesc HOLDER =
            ClassDesc.of("com.fasterxml.jackson.core.base.ParserMinimalBase");
    private static final ClassDesc DECIMAL = ClassDesc.of("java.math.BigDecimal");
    private static final ClassDesc INTEGER = ClassDesc.of("java.math.BigInteger");
    private static final MethodTypeDesc FROM_INTEGER =
            MethodTypeDesc.of(ConstantDescs.CD_void, INTEGER);
    private static final String PREFIX = "BD_";

    /** Instructions that make one constant: new, dup, getstatic, invokespecial, putstatic. */
    private static final int LENGTH = 5;

    private final ClassFile classes;

    LateConstants(ClassFile classes) {
        this.classes = classes;
    }

    /**
     * A class with its constants made late, or the same bytes if it has nothing to do with them.
     */
    byte[] apply(byte[] bytes) {
        ClassModel model = classes.parse(bytes);
        if (model.thisClass().asSymbol().equals(HOLDER)) {
            return holder(model);
        }
        return asks(model)
                ? classes.transformClass(
                        model,
                        ClassTransform.transformingMethodBodies(LateConstants::asks, asking()))
                : bytes;
    }

    private byte[] holder(ClassModel model) {
        var constants = new ArrayList<Constant>();
        ClassTransform initialiser =
                (type, element) -> {
                    if (element instanceof MethodModel method
                            && method.methodName().equalsString("<clinit>")) {
                        List<Instruction> kept =
                                withoutConstants(method.code().orElseThrow(), constants);
                        type.withMethodBody(
                                "<clinit>",
                                ConstantDescs.MTD_void,
                                method.flags().flagsMask(),
                                body -> kept.forEach(body::with));
                    } else {
                        type.with(element);
                    }
                };
        ClassTransform methods =
                ClassTransform.endHandler(
                        type -> constants.forEach(constant -> write(type, constant)));
        byte[] made = classes.transformClass(model, initialiser.andThen(methods));
        if (constants.isEmpty()) {
            throw new IllegalStateException(
                    "the JSON library makes its constants in another way: look at " + HOLDER);
        }
        return classes.transformClass(
                classes.parse(made),
                ClassTransform.transformingMethodBodies(LateConstants::asks, asking()));
    }

    /** A constant: the field that it was in, and the field of the integer that it is made of. */
    private record Constant(String field, String source) {}

    private static void write(ClassBuilder type, Constant constant) {
        type.withMethodBody(
                late(constant.field()),
                MethodTypeDesc.of(DECIMAL),
                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                body ->
                        body.new_(DECIMAL)
                                .dup()
                                .getstatic(HOLDER, constant.source(), INTEGER)
                                .invokespecial(DECIMAL, "<init>", FROM_INTEGER)
                                .areturn());
    }

    /** The initialiser without what makes the constants; source and target of each are noted. */
    private static List<Instruction> withoutConstants(CodeModel code, List<Constant> constants) {
        var all = new ArrayList<Instruction>();
        for (CodeElement element : code) {
            if (element instanceof Instruction instruction) {
                all.add(instruction);
            }
        }
        var kept = new ArrayList<Instruction>();
        for (int i = 0; i < all.size(); i++) {
            if (makesConstant(all, i)) {
                var source = (FieldInstruction) all.get(i + 2);
                var target = (FieldInstruction) all.get(i + 4);
                constants.add(
                        new Constant(target.name().stringValue(), source.name().stringValue()));
                i += LENGTH - 1;
            } else {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private static boolean makesConstant(List<Instruction> all, int start) {
        return start + LENGTH <= all.size()
                && all.get(start) instanceof NewObjectInstruction made
                && made.className().asSymbol().equals(DECIMAL)
                && all.get(start + 2) instanceof FieldInstruction source
                && source.opcode() == Opcode.GETSTATIC
                && all.get(start + 3) instanceof InvokeInstruction init
                && init.opcode() == Opcode.INVOKESPECIAL
                && all.get(start + 4) instanceof FieldInstruction target
                && target.opcode() == Opcode.PUTSTATIC
                && target.name().stringValue().startsWith(PREFIX);
    }

    private static String late(String field) {
        return "late$" + field;
    }

    private static CodeTransform asking() {
        return (code, element) -> {
            if (asksFor(element)) {
                String method = late(((FieldInstruction) element).name().stringValue());
                code.invokestatic(HOLDER, method, MethodTypeDesc.of(DECIMAL));
            } else {
                code.with(element);
            }
        };
    }

    private static boolean asks(ClassModel model) {
        return model.methods().stream().anyMatch(LateConstants::asks);
    }

    private static boolean asks(MethodModel method) {
        CodeModel code = method.code().orElse(null);
        return code != null && code.elementStream().anyMatch(LateConstants::asksFor);
    }

    private static boolean asksFor(CodeElement element) {
        return element instanceof FieldInstruction field
                && field.opcode() == Opcode.GETSTATIC
                && field.typeSymbol().equals(DECIMAL)
                && field.name().stringValue().startsWith(PREFIX);
    }
}
