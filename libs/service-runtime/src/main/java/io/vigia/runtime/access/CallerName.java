package io.vigia.runtime.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The name of the key that came with a request. */
public final class CallerName {
    /** The attribute of a request with the name. */
    public static final String ATTRIBUTE = CallerName.class.getName();

    private CallerName() {}

    /** The name; null if no key is required, or none came. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }
}
