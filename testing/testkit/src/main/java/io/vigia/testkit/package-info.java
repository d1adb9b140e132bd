/** Fixtures for tests of every module: real servers in processes of their own, started on free ports. */
@NullMarked
package io.vigia.testkit;

import org.jspecify.annotations.NullMarked;
