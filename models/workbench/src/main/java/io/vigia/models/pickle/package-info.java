/** Reads scalers that scikit-learn fitted, from pickle and joblib files, without running anything of what they hold. */
@NullMarked
package io.vigia.models.pickle;

import org.jspecify.annotations.NullMarked;
