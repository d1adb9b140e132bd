package io.vigia.runtime.security;

import io.vigia.runtime.access.Access;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Prevents pages of other sites from calling on behalf of a user, and {@code HEAD}, which is expected to be safe, from writing.
 */
final class CrossSiteInterceptor implements HandlerInterceptor {
    private final RouteAccess routes;
    private final OwnHosts hosts;
    private final CallingPages pages;
    private final AccessRefusals refusals;

    CrossSiteInterceptor(RouteAccess routes, OwnHosts hosts, CallingPages pages, AccessRefusals refusals) {
        this.routes = routes;
        this.hosts = hosts;
        this.pages = pages;
        this.refusals = refusals;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        String host = hosts.foreign(request);
        if (host != null) {
            throw refusals.foreignHost(host);
        }
        Access access = routes.of(handler, request.getMethod());
        if (access.writes()) {
            checkMethod(request.getMethod(), handler);
            checkPage(pages.foreign(request), request);
        }
        return true;
    }

    private void checkPage(@Nullable String header, HttpServletRequest request) {
        if (header != null) {
            throw refusals.foreignPage(header, String.valueOf(request.getHeader(header)));
        }
    }

    /** Spring answers HEAD wherever it answers GET. */
    private static void checkMethod(String method, Object handler) throws HttpRequestMethodNotSupportedException {
        RequestMapping mapping = handler instanceof HandlerMethod answering
                ? AnnotatedElementUtils.findMergedAnnotation(answering.getMethod(), RequestMapping.class)
                : null;
        if (method.equals("HEAD") && mapping != null) {
            throw new HttpRequestMethodNotSupportedException(
                    method,
                    Arrays.stream(mapping.method()).map(RequestMethod::name).toList());
        }
    }
}
