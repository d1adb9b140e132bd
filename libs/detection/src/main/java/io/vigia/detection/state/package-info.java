/** What is remembered of one sensor, and its bytes. */
@NullMarked
package io.vigia.detection.state;

import org.jspecify.annotations.NullMarked;
