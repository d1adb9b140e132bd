/** {@code vigia key}: API keys. */
@NullMarked
package io.vigia.cli.key;

import org.jspecify.annotations.NullMarked;
