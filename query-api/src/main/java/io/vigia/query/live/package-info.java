/** What has just been said: verdicts by id, for callers who come for them or wait for them. Knows no HTTP. */
@NullMarked
package io.vigia.query.live;

import org.jspecify.annotations.NullMarked;
