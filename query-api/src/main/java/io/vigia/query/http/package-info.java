/** The classic calls and the calls for programs, on the store and the detections. */
@NullMarked
package io.vigia.query.http;

import org.jspecify.annotations.NullMarked;
