/** What is to be told, to whom and when: the file of channels and routes. */
@NullMarked
package io.vigia.notifier.config;

import org.jspecify.annotations.NullMarked;
