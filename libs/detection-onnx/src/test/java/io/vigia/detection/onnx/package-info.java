@NullMarked
package io.vigia.detection.onnx;

import org.jspecify.annotations.NullMarked;
