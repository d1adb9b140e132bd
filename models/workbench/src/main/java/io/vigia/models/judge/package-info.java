/** Judges models: runs the stream's own detector over labelled series, and scores what it says by the published rules. */
@NullMarked
package io.vigia.models.judge;

import org.jspecify.annotations.NullMarked;
