/** Verdicts as they come, for whoever listens: what was last said of each topic, and how far each listener is. Knows no HTTP. */
@NullMarked
package io.vigia.query.stream;

import org.jspecify.annotations.NullMarked;
