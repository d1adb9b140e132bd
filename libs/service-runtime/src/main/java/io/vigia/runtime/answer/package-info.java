/** Content negotiation, and answers as JSON, HTML or text. */
@NullMarked
package io.vigia.runtime.answer;

import org.jspecify.annotations.NullMarked;
