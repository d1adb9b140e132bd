/** Files that commands write. */
@NullMarked
package io.vigia.cli.files;

import org.jspecify.annotations.NullMarked;
