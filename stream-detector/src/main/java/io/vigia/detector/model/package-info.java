/** The models in use: the configured default, and those that were deployed while the stream runs. */
@NullMarked
package io.vigia.detector.model;

import org.jspecify.annotations.NullMarked;
