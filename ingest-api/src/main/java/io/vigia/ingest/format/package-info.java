/** The forms that readings come in, and the rules that every reading obeys. */
@NullMarked
package io.vigia.ingest.format;

import org.jspecify.annotations.NullMarked;
