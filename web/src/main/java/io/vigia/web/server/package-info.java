/** What differs from a plain Tomcat: which requests it reads, and in what time. */
@NullMarked
package io.vigia.web.server;

import org.jspecify.annotations.NullMarked;
