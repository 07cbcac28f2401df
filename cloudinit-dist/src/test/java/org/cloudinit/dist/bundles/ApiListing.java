package org.cloudinit.dist.bundles;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public API of a jar as text: every public type of its exported packages, with what a caller
 * or an implementor can see of it, nullness included. Whatever follows from a record's header or an
 * enum's constants is not repeated.
 */
final class ApiListing {
    private static final int SHOWN =
            Modifier.PUBLIC
                    | Modifier.PROTECTED
                    | Modifier.STATIC
                    | Modifier.FINAL
                    | Modifier.ABSTRACT;
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private final StringBuilder text = new StringBuilder();

    private ApiListing() {}

    static String of(PackagedJar jar) throws IOException {
        var listing = new ApiListing();
        for (String name : classNames(jar)) {
            listing.type(load(name));
        }
        return listing.text.toString();
    }

    private static List<String> classNames(PackagedJar jar) throws IOException {
        List<String> packages = jar.exportedByModule();
        try (var file = new JarFile(jar.file().toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(n -> n.endsWith(".class") && !n.endsWith("package-info.class"))
                    .map(n -> n.substring(0, n.length() - ".class".length()).replace('/', '.'))
                    .filter(n -> packages.contains(n.substring(0, Math.max(0, n.lastIndexOf('.')))))
                    .sorted()
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiListing.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void type(Class<?> type) {
        if (!isVisible(type)) {
            return;
        }
        line(0, header(type));
        var members = new TreeSet<String>();
        for (Field field : type.getDeclaredFields()) {
            if (field.isEnumConstant()) {
                line(1, field.getName());
            } else if (isVisible(field)) {
                members.add(modifiers(field) + show(field.getAnnotatedType()) + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor) && !isCanonical(constructor)) {
                members.add(modifiers(constructor) + "new" + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method) && !isImplied(method)) {
                members.add(method(method));
            }
        }
        members.forEach(member -> line(1, member));
    }

    private static boolean isVisible(Class<?> type) {
        for (Class<?> t = type; t != null; t = t.getDeclaringClass()) {
            if ((t.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0
                    || t.isAnonymousClass()
                    || t.isLocalClass()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(Member member) {
        return !member.isSynthetic()
                && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String header(Class<?> type) {
        var header = new StringBuilder(type.toGenericString());
        if (type.isRecord()) {
            header.append(
                    Arrays.stream(type.getRecordComponents())
                            .map(c -> show(c.getAnnotatedType()) + c.getName())
                            .collect(Collectors.joining(", ", "(", ")")));
        }
        AnnotatedType parent = type.getAnnotatedSuperclass();
        if (parent != null
                && !type.isRecord()
                && !type.isEnum()
                && parent.getType() != Object.class) {
            header.append(" extends ").append(show(parent).strip());
        }
        append(
                header,
                type.isInterface() ? " extends " : " implements ",
                type.getAnnotatedInterfaces());
        if (type.isSealed()) {
            header.append(
                    Arrays.stream(type.getPermittedSubclasses())
                            .map(Class::getName)
                            .collect(Collectors.joining(", ", " permits ", "")));
        }
        return header.toString();
    }

    private static void append(StringBuilder header, String word, AnnotatedType[] types) {
        if (types.length > 0) {
            header.append(word).append(join(Stream.of(types)));
        }
    }

    private static String method(Method method) {
        String type = show(method.getAnnotatedReturnType());
        String word = method.isDefault() ? "default " : "";
        var thrown = method.getAnnotatedExceptionTypes();
        return modifiers(method)
                + word
                + typeParameters(method)
                + type
                + method.getName()
                + parameters(method)
                + (thrown.length == 0 ? "" : " throws " + join(Stream.of(thrown)));
    }

    private static String typeParameters(Method method) {
        var variables = method.getTypeParameters();
        if (variables.length == 0) {
            return "";
        }
        var shown = new ArrayList<String>();
        for (var variable : variables) {
            shown.add(
                    variable.getName()
                            + " extends "
                            + join(Stream.of(variable.getAnnotatedBounds())));
        }
        return "<" + String.join(", ", shown) + "> ";
    }

    private static String parameters(Executable executable) {
        return "(" + join(Stream.of(executable.getAnnotatedParameterTypes())) + ")";
    }

    private static String join(Stream<AnnotatedType> types) {
        return types.map(t -> show(t).strip()).collect(Collectors.joining(", "));
    }

    private static String show(AnnotatedType type) {
        return type.toString().replaceAll("@org\\.jspecify\\.annotations\\.(\\w+)(\\(\\))?", "@$1")
                + " ";
    }

    private static String modifiers(Member member) {
        int kept = member.getModifiers() & SHOWN;
        return kept == 0 ? "" : Modifier.toString(kept) + " ";
    }

    private static boolean isCanonical(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private static boolean isImplied(Method method) {
        Class<?> type = method.getDeclaringClass();
        String name = method.getName();
        if (type.isEnum() && Set.of("values", "valueOf").contains(name)) {
            return true;
        }
        return OF_OBJECT.contains(name)
                || (type.isRecord()
                        && Arrays.stream(type.getRecordComponents())
                                .anyMatch(c -> method.equals(c.getAccessor())));
    }

    private void line(int depth, String line) {
        String shown = line.replaceAll("\\bjava\\.(lang|util)\\.(?=[A-Z])", "");
        text.repeat("    ", depth).append(shown).append('\n');
    }
}
