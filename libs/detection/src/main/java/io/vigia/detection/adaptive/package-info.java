/** The rule {@code adaptive}, which {@code adaptive-2} followed: three properties of a reading, added up. */
@NullMarked
package io.vigia.detection.adaptive;

import org.jspecify.annotations.NullMarked;
