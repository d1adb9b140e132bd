/** {@code vigia dlq}: lists, shows, corrects and redrives records that could not be read or stored. */
@NullMarked
package io.vigia.cli.dlq;

import org.jspecify.annotations.NullMarked;
