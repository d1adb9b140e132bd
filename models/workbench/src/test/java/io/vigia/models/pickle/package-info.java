@NullMarked
package io.vigia.models.pickle;

import org.jspecify.annotations.NullMarked;
