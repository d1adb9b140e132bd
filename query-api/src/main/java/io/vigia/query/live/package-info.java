/** Recent verdicts by id, for callers that ask or wait for them; independent of HTTP. */
@NullMarked
package io.vigia.query.live;

import org.jspecify.annotations.NullMarked;
