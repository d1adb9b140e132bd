package io.vigia.property;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Calls a {@link Property} once for each of its cases. */
final class PropertyExtension implements ParameterResolver, InvocationInterceptor {
    /** System property: the seed of the first case of every property, instead of one made of the property's name. */
    static final String SEED = "vigia.property.seed";

    /** System property: how many times as many cases as a property declares. */
    static final String TIMES = "vigia.property.times";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Draw.class;
    }

    @Override
    public Draw resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // Never used: each case has its own.
        return Draw.replay(new long[0]);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        invocation.skip();
        Method method = call.getExecutable();
        method.setAccessible(true);
        Property property = method.getAnnotation(Property.class);
        String name = context.getRequiredTestClass().getSimpleName() + "#" + method.getName();
        Long seed = Long.getLong(SEED);
        new PropertyRun(
                        name,
                        property.tries() * Integer.getInteger(TIMES, 1),
                        property.seeds(),
                        seed == null ? name.hashCode() : seed)
                .check(draw -> call(method, context.getRequiredTestInstance(), draw));
    }

    private static void call(Method method, Object instance, Draw draw) throws Throwable {
        try {
            method.invoke(instance, draw);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
