/** Translates networks that Keras trained into ONNX, from the files that Keras writes. */
@NullMarked
package io.vigia.models.keras;

import org.jspecify.annotations.NullMarked;
