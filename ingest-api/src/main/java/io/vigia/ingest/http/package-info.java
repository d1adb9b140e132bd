/** The calls that store readings and delete them. */
@NullMarked
package io.vigia.ingest.http;

import org.jspecify.annotations.NullMarked;
