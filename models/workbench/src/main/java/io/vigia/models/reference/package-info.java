/** Evaluates an ONNX graph in double precision, by the formulas of its operators: what ONNX Runtime is compared with. */
@NullMarked
package io.vigia.models.reference;

import org.jspecify.annotations.NullMarked;
