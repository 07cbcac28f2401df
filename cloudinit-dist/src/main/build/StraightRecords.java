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
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes out {@code equals}, {@code hashCode} and {@code toString} of records, for the image alone.
 * javac leaves them to method handles that the run time puts together when a record is first
 * compared or shown: five to ten generated classes each time, which the AOT cache cannot keep. Here
 * they become plain methods that answer the same, so that source code may use records freely.
 */
final class StraightRecords {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");

    private final ClassFile classes;

    private int count;

    StraightRecords(ClassFile classes) {
        this.classes = classes;
    }

    /** How many methods there were so far. */
    int count() {
        return count;
    }

    /** A method of a record that the run time would make. */
    private record Left(String name, MethodTypeDesc type, ClassDesc owner, List<Component> parts) {
        static Left of(InvokeDynamicInstruction call) {
            var names = ((String) call.bootstrapArgs().get(1)).split(";", -1);
            var parts = new ArrayList<Component>();
            for (int i = 2; i < call.bootstrapArgs().size(); i++) {
                var getter = (DirectMethodHandleDesc) call.bootstrapArgs().get(i);
                parts.add(new Component(names[i - 2], getter.invocationType().returnType()));
            }
            return new Left(
                    call.name().stringValue(),
                    call.typeSymbol(),
                    (ClassDesc) call.bootstrapArgs().getFirst(),
                    parts);
        }

        /** Of the method that takes the call's place. */
        String written() {
            return "record$" + name;
        }
    }

    private record Component(String name, ClassDesc type) {
        TypeKind kind() {
            return TypeKind.from(type);
        }
    }

    /** A class with its record methods written out, or the same bytes if it has none. */
    byte[] apply(byte[] bytes) {
        ClassModel model = classes.parse(bytes);
        if (model.methods().stream().noneMatch(StraightRecords::isLeft)) {
            return bytes;
        }
        var found = new ArrayList<Left>();
        CodeTransform calls =
                (code, element) -> {
                    if (isLeft(element)) {
                        Left left = Left.of((InvokeDynamicInstruction) element);
                        found.add(left);
                        code.invokestatic(left.owner(), left.written(), left.type());
                    } else {
                        code.with(element);
                    }
                };
        byte[] straight =
                classes.transformClass(
                        model,
                        ClassTransform.transformingMethodBodies(StraightRecords::isLeft, calls)
                                .andThen(
                                        ClassTransform.endHandler(
                                                type -> found.forEach(left -> write(type, left)))));
        count += found.size();
        return straight;
    }

    private static boolean isLeft(MethodModel method) {
        CodeModel code = method.code().orElse(null);
        return code != null && code.elementStream().anyMatch(StraightRecords::isLeft);
    }

    private static boolean isLeft(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().displayName().equals("ObjectMethods");
    }

    private static void write(ClassBuilder type, Left left) {
        type.withMethodBody(
                left.written(),
                left.type(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code -> {
                    switch (left.name()) {
                        case "equals" -> equals(code, left);
                        case "hashCode" -> hash(code, left);
                        case "toString" -> text(code, left);
                        default ->
                                throw new IllegalArgumentException(
                                        "no method of a record: " + left.name());
                    }
                });
    }

    /** A record equals another of its class whose components equal its own. */
    private static void equals(CodeBuilder code, Left left) {
        Label differs = code.newLabel();
        code.aload(1).instanceOf(left.owner()).ifeq(differs);
        code.aload(1).checkcast(left.owner()).astore(2);
        for (Component part : left.parts()) {
            code.aload(0).getfield(left.owner(), part.name(), part.type());
            code.aload(2).getfield(left.owner(), part.name(), part.type());
            switch (part.kind()) {
                case REFERENCE -> {
                    call(
                            code,
                            OBJECTS,
                            "equals",
                            ConstantDescs.CD_boolean,
                            two(ConstantDescs.CD_Object));
                    code.ifeq(differs);
                }
                case LONG -> code.lcmp().ifne(differs);
                // By their wrappers, where a number that is none equals itself and the zeros
                // differ.
                case FLOAT, DOUBLE -> {
                    call(code, boxOf(part), "compare", ConstantDescs.CD_int, two(part.type()));
                    code.ifne(differs);
                }
                default -> code.if_icmpne(differs);
            }
        }
        code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
    }

    /** Each component's hash code added to 31 times what is before it. */
    private static void hash(CodeBuilder code, Left left) {
        code.iconst_0();
        for (Component part : left.parts()) {
            code.loadConstant(31).imul();
            code.aload(0).getfield(left.owner(), part.name(), part.type());
            if (part.kind() == TypeKind.REFERENCE) {
                call(
                        code,
                        OBJECTS,
                        "hashCode",
                        ConstantDescs.CD_int,
                        List.of(ConstantDescs.CD_Object));
            } else {
                call(code, boxOf(part), "hashCode", ConstantDescs.CD_int, List.of(part.type()));
            }
            code.iadd();
        }
        code.ireturn();
    }

    /** {@code Name[component=value, component=value]}. */
    private static void text(CodeBuilder code, Left left) {
        code.new_(BUILDER)
                .dup()
                .invokespecial(BUILDER, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void));
        String before = simpleName(left.owner()) + "[";
        for (Component part : left.parts()) {
            append(code.loadConstant(before + part.name() + "="), ConstantDescs.CD_String);
            code.aload(0).getfield(left.owner(), part.name(), part.type());
            append(code, appendable(part));
            before = ", ";
        }
        append(
                code.loadConstant(left.parts().isEmpty() ? before + "]" : "]"),
                ConstantDescs.CD_String);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(ConstantDescs.CD_String))
                .areturn();
    }

    private static void append(CodeBuilder code, ClassDesc what) {
        code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, what));
    }

    /** The kind of value that the builder takes for a component: it has none for small numbers. */
    private static ClassDesc appendable(Component part) {
        return switch (part.kind()) {
            case REFERENCE -> ConstantDescs.CD_Object;
            case BYTE, SHORT -> ConstantDescs.CD_int;
            default -> part.type();
        };
    }

    /** Without the classes around it, and without the number that a class in a method has. */
    private static String simpleName(ClassDesc type) {
        String name = type.displayName();
        int begin = name.lastIndexOf('$') + 1;
        while (begin < name.length() && Character.isDigit(name.charAt(begin))) {
            begin++;
        }
        return name.substring(begin);
    }

    private static List<ClassDesc> two(ClassDesc type) {
        return List.of(type, type);
    }

    private static void call(
            CodeBuilder code,
            ClassDesc owner,
            String name,
            ClassDesc answer,
            List<ClassDesc> takes) {
        code.invokestatic(owner, name, MethodTypeDesc.of(answer, takes));
    }

    private static ClassDesc boxOf(Component part) {
        return ClassDesc.of(
                "java.lang."
                        + switch (part.kind()) {
                            case BOOLEAN -> "Boolean";
                            case BYTE -> "Byte";
                            case CHAR -> "Character";
                            case DOUBLE -> "Double";
                            case FLOAT -> "Float";
                            case INT -> "Integer";
                            case LONG -> "Long";
                            case SHORT -> "Short";
                            default -> throw new IllegalArgumentException(part.toString());
                        });
    }
}
