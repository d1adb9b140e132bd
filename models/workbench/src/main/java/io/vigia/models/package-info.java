/** The workbench: trains networks, exports them to ONNX and writes them as bundles. Never on a service's class path. */
@NullMarked
package io.vigia.models;

import org.jspecify.annotations.NullMarked;
