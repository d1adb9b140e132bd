/** The heartbeats of running instances, every two seconds. */
@NullMarked
package io.vigia.runtime.heartbeat;

import org.jspecify.annotations.NullMarked;
