/** What each running instance says of itself, every two seconds. */
@NullMarked
package io.vigia.runtime.heartbeat;

import org.jspecify.annotations.NullMarked;
