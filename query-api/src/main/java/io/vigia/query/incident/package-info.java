/** The incidents of all sensors with their histories, as their topic has them; independent of HTTP. */
@NullMarked
package io.vigia.query.incident;

import org.jspecify.annotations.NullMarked;
