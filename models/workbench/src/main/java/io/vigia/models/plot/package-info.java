/** Pictures of series and of what was said of them. */
@NullMarked
package io.vigia.models.plot;

import org.jspecify.annotations.NullMarked;
