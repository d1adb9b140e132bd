/** What people read of incidents, in their language: sentences, numbers and links. */
@NullMarked
package io.vigia.wording;

import org.jspecify.annotations.NullMarked;
