/** Looks at bundles: what they say of themselves, and how fast they are here. */
@NullMarked
package io.vigia.models.check;

import org.jspecify.annotations.NullMarked;
