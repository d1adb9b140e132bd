/** Access rules: roles, API keys and rate limits, independent of the HTTP server. */
@NullMarked
package io.vigia.runtime.access;

import org.jspecify.annotations.NullMarked;
