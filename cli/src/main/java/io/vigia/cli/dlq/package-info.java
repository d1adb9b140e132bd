/** {@code vigia dlq}: what could not be read or stored, looked at, corrected and sent again. */
@NullMarked
package io.vigia.cli.dlq;

import org.jspecify.annotations.NullMarked;
