/** The events, topics and settings that the parts of Vigía share: its public contract. */
@NullMarked
package io.vigia.contract;

import org.jspecify.annotations.NullMarked;
