/** Bundles: ONNX networks with a manifest; reads, verifies and runs them. */
@NullMarked
package io.vigia.detection.onnx;

import org.jspecify.annotations.NullMarked;
