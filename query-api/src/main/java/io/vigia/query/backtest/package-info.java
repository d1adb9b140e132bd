/** What the detector would have said of stored values under other settings; independent of HTTP. */
@NullMarked
package io.vigia.query.backtest;

import org.jspecify.annotations.NullMarked;
