/** Everything in one process. */
@NullMarked
package io.vigia.cli.up;

import org.jspecify.annotations.NullMarked;
