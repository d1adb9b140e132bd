/** Where two models differ on the same readings. */
@NullMarked
package io.vigia.models.compare;

import org.jspecify.annotations.NullMarked;
