/** Who may do what, and how often: roles, API keys and limits, without a word of HTTP servers. */
@NullMarked
package io.vigia.runtime.access;

import org.jspecify.annotations.NullMarked;
