@NullMarked
package io.vigia.detection.rule;

import org.jspecify.annotations.NullMarked;
