package dev.medley.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The interface's public surface as text: every public type with everything that a plugin can see of it, sorted, one
 * declaration a line. Values of constants count too: javac inlines them into plugins. What a record's header or an
 * enum's kind already says is not repeated, nor are the methods of Object.
 */
final class SpiSurface {
    private static final int MODIFIERS =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    private SpiSurface() {}

    /** The text for the compiled classes in that folder, each line ended by a line feed. */
    static String describe(Path classes) {
        return visibleTypes(classes).stream()
                .map(SpiSurface::describe)
                .collect(Collectors.joining("\n"))
                .replaceAll("\\b(dev\\.medley\\.spi|java\\.lang|java\\.util)\\.(?=[A-Za-z])", "");
    }

    private static List<Class<?>> visibleTypes(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            List<Class<?>> types = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    types.add(load(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.')));
                }
            }
            return types.stream()
                    .filter(SpiSurface::isVisible)
                    .sorted(java.util.Comparator.comparing(Class::getName))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SpiSurface.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(name + " lies in the folder but not on the class path", impossible);
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> enclosing = type.getDeclaringClass();
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (enclosing == null || isVisible(enclosing));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String describe(Class<?> type) {
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                members.add(describe(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic() && !isImplied(type, constructor)) {
                members.add("new " + type.getSimpleName() + signature(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isImplied(type, method)) {
                members.add(describe(method));
            }
        }
        members.sort(null);
        StringBuilder text = new StringBuilder(header(type)).append('\n');
        members.forEach(member -> text.append("    ").append(member).append('\n'));
        return text.toString();
    }

    private static boolean isImplied(Class<?> type, Executable member) {
        List<Class<?>> parameters = List.of(member.getParameterTypes());
        boolean ofObject = Arrays.stream(Object.class.getMethods())
                .anyMatch(method -> method.getName().equals(member.getName())
                        && parameters.equals(List.of(method.getParameterTypes())));
        boolean ofEnum = type.isEnum() && List.of("values", "valueOf").contains(member.getName());
        return ofObject || ofEnum || isImpliedByHeader(type, member, parameters);
    }

    private static boolean isImpliedByHeader(Class<?> type, Executable member, List<Class<?>> parameters) {
        if (!type.isRecord()) {
            return false;
        }
        List<RecordComponent> components = List.of(type.getRecordComponents());
        return member instanceof Constructor
                ? parameters.equals(
                        components.stream().map(RecordComponent::getType).toList())
                : components.stream()
                        .anyMatch(component -> component.getAccessor().equals(member));
    }

    private static String header(Class<?> type) {
        StringBuilder text = new StringBuilder(modifiers(type.getModifiers() & ~hidden(type)));
        text.append(type.isSealed() ? "sealed " : "")
                .append(kind(type))
                .append(' ')
                .append(type.getName());
        text.append(typeParameters(type.getTypeParameters()));
        if (type.isRecord()) {
            text.append(Arrays.stream(type.getRecordComponents())
                    .map(SpiSurface::describe)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Type parent = type.getGenericSuperclass();
        if (parent != null && parent != Object.class && !type.isRecord() && !type.isEnum()) {
            text.append(" extends ").append(parent.getTypeName());
        }
        text.append(list(type.isInterface() ? " extends " : " implements ", type.getGenericInterfaces()));
        if (type.isSealed()) {
            text.append(list(" permits ", type.getPermittedSubclasses()));
        }
        return text.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isRecord()) {
            return "record";
        }
        return type.isEnum() ? "enum" : "class";
    }

    /** What goes without saying for the kind of type. */
    private static int hidden(Class<?> type) {
        int always = type.isInterface() ? Modifier.ABSTRACT | Modifier.STATIC : 0;
        return type.isRecord() || type.isEnum() ? Modifier.FINAL | Modifier.STATIC : always;
    }

    private static String describe(RecordComponent component) {
        return component.getGenericType().getTypeName() + " " + component.getName();
    }

    private static String describe(Field field) {
        String text = modifiers(field.getModifiers()) + field.getGenericType().getTypeName() + " " + field.getName();
        boolean isInlined = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        try {
            return isInlined ? text + " = " + field.get(null) : text;
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(field + " is public and yet cannot be read", impossible);
        }
    }

    private static String describe(Method method) {
        boolean inInterface = method.getDeclaringClass().isInterface();
        int shown = method.getModifiers() & (inInterface ? ~(Modifier.PUBLIC | Modifier.ABSTRACT) : ~0);
        String result = (method.isDefault() ? "default " : "") + modifiers(shown);
        String parameters = typeParameters(method.getTypeParameters());
        return result
                + (parameters.isEmpty() ? "" : parameters + " ")
                + method.getGenericReturnType().getTypeName()
                + " "
                + method.getName()
                + signature(method);
    }

    /** Without the names of parameters: nobody depends on them. */
    private static String signature(Executable executable) {
        String parameters = Arrays.stream(executable.getParameters())
                .map(Parameter::getParameterizedType)
                .map(Type::getTypeName)
                .collect(Collectors.joining(", ", "(", ")"));
        return parameters + list(" throws ", executable.getGenericExceptionTypes());
    }

    private static String typeParameters(java.lang.reflect.TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(variable -> variable.getName() + list(" extends ", bounds(variable)))
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static Type[] bounds(java.lang.reflect.TypeVariable<?> variable) {
        return Arrays.stream(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .toArray(Type[]::new);
    }

    private static String list(String word, Type[] types) {
        if (types.length == 0) {
            return "";
        }
        return Arrays.stream(types).map(Type::getTypeName).sorted().collect(Collectors.joining(", ", word, ""));
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & MODIFIERS);
        return text.isEmpty() ? "" : text + " ";
    }
}
