/** {@code vigia bench}: the whole pipeline under load, each number beside its own limit. */
@NullMarked
package io.vigia.cli.bench;

import org.jspecify.annotations.NullMarked;
