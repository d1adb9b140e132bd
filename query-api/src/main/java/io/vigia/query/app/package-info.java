/** Wires query-api: the only package that knows all the others. */
@NullMarked
package io.vigia.query.app;

import org.jspecify.annotations.NullMarked;
