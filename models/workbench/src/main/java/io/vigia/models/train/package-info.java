/** Training on a user's own history: the split, the training, the comparison, the rule, the card. */
@NullMarked
package io.vigia.models.train;

import org.jspecify.annotations.NullMarked;
