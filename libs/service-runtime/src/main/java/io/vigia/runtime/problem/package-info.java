/** Errors as problem details (RFC 9457), pages or text. */
@NullMarked
package io.vigia.runtime.problem;

import org.jspecify.annotations.NullMarked;
