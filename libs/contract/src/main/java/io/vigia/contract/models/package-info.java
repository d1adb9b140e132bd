/** The topic through which models travel, and how it is written. */
@NullMarked
package io.vigia.contract.models;

import org.jspecify.annotations.NullMarked;
