@NullMarked
package io.vigia.models.keras;

import org.jspecify.annotations.NullMarked;
