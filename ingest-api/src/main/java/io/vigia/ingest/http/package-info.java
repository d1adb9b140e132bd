/** The calls that take readings and deletions. */
@NullMarked
package io.vigia.ingest.http;

import org.jspecify.annotations.NullMarked;
