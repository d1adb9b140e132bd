/** Changes which model judges which sensors, while the stream runs. */
@NullMarked
package io.vigia.models.deploy;

import org.jspecify.annotations.NullMarked;
