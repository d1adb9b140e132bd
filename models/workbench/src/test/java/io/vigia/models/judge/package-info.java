@NullMarked
package io.vigia.models.judge;

import org.jspecify.annotations.NullMarked;
