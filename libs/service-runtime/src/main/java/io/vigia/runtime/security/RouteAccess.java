package io.vigia.runtime.security;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.cors.PreFlightRequestHandler;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The access rules of routes, from {@link Needs} at controllers' methods; a method without it stops the start. */
final class RouteAccess implements SmartInitializingSingleton {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final Map<Method, Access> known = new ConcurrentHashMap<>();

    RouteAccess(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        mappings.stream()
                .map(mapping -> mapping.getHandlerMethods().values())
                .flatMap(Collection::stream)
                .forEach(this::learn);
    }

    /** The access rule of this handler for a request method. */
    Access of(Object handler, String method) {
        if (handler instanceof HandlerMethod answering) {
            Access access = known.get(answering.getMethod());
            if (access != null) {
                return access;
            }
            // The framework's own answer to OPTIONS, which lists methods; all other handlers are known.
            return method.equals("OPTIONS") ? Access.ANYONE : Access.ADMINISTER;
        }
        boolean ofEverybody =
                handler instanceof ResourceHttpRequestHandler || handler instanceof PreFlightRequestHandler;
        return ofEverybody ? Access.ANYONE : Access.ADMINISTER;
    }

    private void learn(HandlerMethod route) {
        Needs needs = route.getMethodAnnotation(Needs.class);
        if (needs == null) {
            throw new IllegalStateException(
                    route + " declares no access; annotate the method with @Needs(Access.…), one of "
                            + List.of(Access.values()));
        }
        known.put(route.getMethod(), needs.value());
    }
}
