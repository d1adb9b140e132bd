/** What people have said about anomalies. */
@NullMarked
package io.vigia.query.label;

import org.jspecify.annotations.NullMarked;
