/** Pages of long lists, and their cursors; independent of HTTP. */
@NullMarked
package io.vigia.query.page;

import org.jspecify.annotations.NullMarked;
