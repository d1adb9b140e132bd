/** Differences from a plain Tomcat: which requests it accepts, and time limits. */
@NullMarked
package io.vigia.runtime.server;

import org.jspecify.annotations.NullMarked;
