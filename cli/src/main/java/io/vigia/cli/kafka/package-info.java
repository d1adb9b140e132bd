/** What the commands that go to Kafka themselves share. */
@NullMarked
package io.vigia.cli.kafka;

import org.jspecify.annotations.NullMarked;
