/** Shared code of the HTTP services: startup, problems, negotiation, pages and times. */
@NullMarked
package io.vigia.runtime;

import org.jspecify.annotations.NullMarked;
