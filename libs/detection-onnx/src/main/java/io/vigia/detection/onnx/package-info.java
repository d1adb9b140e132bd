/** Bundles: networks as ONNX files with a manifest beside them, read, verified and run. */
@NullMarked
package io.vigia.detection.onnx;

import org.jspecify.annotations.NullMarked;
