/** The classic calls and the calls for programs, over what the store and the detections hold. */
@NullMarked
package io.vigia.query.http;

import org.jspecify.annotations.NullMarked;
