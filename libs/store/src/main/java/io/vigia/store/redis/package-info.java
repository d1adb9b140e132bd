/** The store on RedisTimeSeries: one server, Sentinel or Cluster. */
@NullMarked
package io.vigia.store.redis;

import org.jspecify.annotations.NullMarked;
