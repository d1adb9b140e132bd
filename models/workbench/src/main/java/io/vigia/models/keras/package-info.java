/** Makes bundles of networks that users trained: of the files that Keras writes, translated into ONNX, and of ONNX files. */
@NullMarked
package io.vigia.models.keras;

import org.jspecify.annotations.NullMarked;
