/** What all services that judge readings share: settings, verdicts, incidents and models in the terms of the contract. */
@NullMarked
package io.vigia.judging;

import org.jspecify.annotations.NullMarked;
