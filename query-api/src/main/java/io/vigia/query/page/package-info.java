/** Long lists in pages: cursors, and what lies between two of them. Knows no HTTP. */
@NullMarked
package io.vigia.query.page;

import org.jspecify.annotations.NullMarked;
