/** A real Kafka broker inside this process. */
@NullMarked
package io.vigia.broker;

import org.jspecify.annotations.NullMarked;
