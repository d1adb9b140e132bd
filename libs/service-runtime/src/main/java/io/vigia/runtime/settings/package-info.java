/** Settings that all HTTP services share. */
@NullMarked
package io.vigia.runtime.settings;

import org.jspecify.annotations.NullMarked;
