/** The rule {@code absolute-error}: a fixed threshold. */
@NullMarked
package io.vigia.detection.absolute;

import org.jspecify.annotations.NullMarked;
