/** The formats of readings, and the rules that every reading must satisfy. */
@NullMarked
package io.vigia.ingest.format;

import org.jspecify.annotations.NullMarked;
