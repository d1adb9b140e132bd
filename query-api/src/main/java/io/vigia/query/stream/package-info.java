/** Live streams: the recent records of each topic, and the position of each client; independent of HTTP. */
@NullMarked
package io.vigia.query.stream;

import org.jspecify.annotations.NullMarked;
