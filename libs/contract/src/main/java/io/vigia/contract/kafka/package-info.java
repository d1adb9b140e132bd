/** The topics and what is shared in handling them. */
@NullMarked
package io.vigia.contract.kafka;

import org.jspecify.annotations.NullMarked;
