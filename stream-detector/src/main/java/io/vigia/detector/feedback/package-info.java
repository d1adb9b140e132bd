/** What people have said about anomalies, as far as it changes later verdicts. */
@NullMarked
package io.vigia.detector.feedback;

import org.jspecify.annotations.NullMarked;
