@NullMarked
package io.vigia.detection;

import org.jspecify.annotations.NullMarked;
