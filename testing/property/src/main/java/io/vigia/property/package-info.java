/** Property tests: {@link io.vigia.property.Property} runs a test over many generated cases. */
@NullMarked
package io.vigia.property;

import org.jspecify.annotations.NullMarked;
