/** Applies access rules, rate limits and security headers to HTTP requests. */
@NullMarked
package io.vigia.runtime.security;

import org.jspecify.annotations.NullMarked;
