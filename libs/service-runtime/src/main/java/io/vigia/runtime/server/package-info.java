/** What differs from a plain Tomcat: which requests it reads, and in what time. */
@NullMarked
package io.vigia.runtime.server;

import org.jspecify.annotations.NullMarked;
