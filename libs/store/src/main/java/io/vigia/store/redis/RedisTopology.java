package io.vigia.store.redis;

import io.vigia.store.StoreUnavailableException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The masters, and the master of each key. */
final class RedisTopology {
    private final List<HostAndPort> nodes;
    private final @Nullable HostAndPort @Nullable [] ownerOfSlot;

    private RedisTopology(List<HostAndPort> nodes, @Nullable HostAndPort @Nullable [] ownerOfSlot) {
        this.nodes = nodes;
        this.ownerOfSlot = ownerOfSlot;
    }

    static RedisTopology one(HostAndPort node) {
        return new RedisTopology(List.of(node), null);
    }

    /** @param ownerOfSlot null where no master serves the slot */
    static RedisTopology cluster(List<HostAndPort> nodes, @Nullable HostAndPort[] ownerOfSlot) {
        return new RedisTopology(nodes, ownerOfSlot);
    }

    List<HostAndPort> nodes() {
        return nodes;
    }

    /** Keys of one group may be in one command. */
    int groupOf(String key) {
        return ownerOfSlot == null ? 0 : JedisClusterCRC16.getSlot(key);
    }

    /**
     * The master of a key.
     *
     * @throws StoreUnavailableException if no master serves its slot
     */
    HostAndPort of(String key) {
        if (ownerOfSlot == null) {
            return nodes.get(0);
        }
        int slot = JedisClusterCRC16.getSlot(key);
        HostAndPort owner = ownerOfSlot[slot];
        if (owner == null) {
            throw new StoreUnavailableException(
                    "no master of the Redis cluster serves slot " + slot + " at the moment",
                    new JedisClusterOperationException(key));
        }
        return owner;
    }
}
