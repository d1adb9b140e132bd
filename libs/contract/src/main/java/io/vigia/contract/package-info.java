/** The events and topics of Vigía: its public contract. */
@NullMarked
package io.vigia.contract;

import org.jspecify.annotations.NullMarked;
