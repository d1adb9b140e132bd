/** What the HTTP services share: their start, problems, negotiation, pages and times. */
@NullMarked
package io.vigia.runtime;

import org.jspecify.annotations.NullMarked;
