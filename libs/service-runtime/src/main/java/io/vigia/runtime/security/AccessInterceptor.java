package io.vigia.runtime.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.AccessSettings;
import io.vigia.runtime.access.ApiKey;
import io.vigia.runtime.access.ApiKeys;
import io.vigia.runtime.access.CallerName;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Checks access to the method that would answer a call. It reads the rule of the method itself, so that no
 * spelling of a path can bypass it.
 */
final class AccessInterceptor implements HandlerInterceptor {
    private final RouteAccess routes;
    private final @Nullable ApiKeys keys;
    private final boolean classicOpen;
    private final CallerLimits limits;
    private final AccessRefusals refusals;

    /** @param keys null: no key is required */
    AccessInterceptor(AccessSettings settings, RouteAccess routes, @Nullable ApiKeys keys, MeterRegistry registry) {
        this.routes = routes;
        this.keys = keys;
        this.classicOpen = settings.classic() == AccessSettings.Classic.OPEN;
        this.limits = new CallerLimits(settings);
        this.refusals = new AccessRefusals(registry);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // A request that the server dispatches again, for errors and late answers, was checked when it arrived.
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            Access access = routes.of(handler, request.getMethod());
            String presented = keys == null ? null : PresentedKey.of(request);
            ApiKey key = keys == null || presented == null ? null : keys.find(presented);
            if (key != null) {
                request.setAttribute(CallerName.ATTRIBUTE, key.name());
                request.setAttribute(
                        SensorScope.ATTRIBUTE,
                        new SensorScope(key.sensors(), received -> refusals.otherSensors(key, received)));
            }
            limits.count(key, request, response, refusals);
            if (keys != null) {
                check(access, presented, key);
            }
        }
        return true;
    }

    private void check(Access access, @Nullable String presented, @Nullable ApiKey key) {
        if (key != null) {
            if (!access.allows(key.roles())) {
                throw refusals.roleTooSmall(key, access);
            }
        } else if (presented != null) {
            throw refusals.unknownKey();
        } else if (access != Access.ANYONE && !(classicOpen && access.classic())) {
            throw refusals.noKey(access);
        }
    }
}
