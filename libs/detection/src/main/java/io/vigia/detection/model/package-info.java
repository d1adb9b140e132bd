/** What a bundle says of its model, and how its network is asked. Knows nothing of sensors. */
@NullMarked
package io.vigia.detection.model;

import org.jspecify.annotations.NullMarked;
