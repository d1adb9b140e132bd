/** A user's history: series by sensor, from files and topics, with what is irregular about their times. */
@NullMarked
package io.vigia.models.series;

import org.jspecify.annotations.NullMarked;
