/** Entries of several kinds in one state store. */
@NullMarked
package io.vigia.detector.entries;

import org.jspecify.annotations.NullMarked;
