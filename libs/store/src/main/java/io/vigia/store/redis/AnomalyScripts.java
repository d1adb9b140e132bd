package io.vigia.store.redis;

import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.Verdict;
import io.vigia.store.KeptAnomalies;
import io.vigia.store.StoreWrite;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/**
 * Scripts that run inside Redis, so that a crash cannot separate a check from its effect: whether an anomaly is later
 * than its sensor's last deletion, and which anomalies a deletion removes. A member of the set is the reading's offset, a colon and
 * the event as JSON; its score is {@code ts}. Foreign members are ignored, and removed by a deletion.
 */
final class AnomalyScripts {
    private static final String ADD = """
            local deleted = tonumber(redis.call('GET', KEYS[2]) or '-1') or -1
            if tonumber(ARGV[2]) <= deleted then return 0 end
            redis.call('ZREMRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[1])
            redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2] .. ':' .. ARGV[3])
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -(tonumber(ARGV[4]) + 1))
            return 1
            """;

    /** Frees memory first, so that a server without free memory can execute a deletion, at the latest at the second try. */
    private static final String DELETE = """
            for i = 3, #KEYS do redis.call('UNLINK', KEYS[i]) end
            for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
                local offset = tonumber(string.match(member, '^(%d+):'))
                if not offset or offset <= tonumber(ARGV[1]) then redis.call('ZREM', KEYS[1], member) end
            end
            local before = tonumber(redis.call('GET', KEYS[2]) or '-1') or -1
            if tonumber(ARGV[1]) > before then redis.call('SET', KEYS[2], ARGV[1]) end
            return 1
            """;

    private AnomalyScripts() {}

    static CommandArguments add(RedisKeys keys, StoreWrite.Anomaly anomaly) {
        Verdict verdict = anomaly.verdict();
        return new CommandArguments(Protocol.Command.EVAL)
                .add(ADD)
                .add(2)
                .key(keys.anomalies(anomaly.sensor()))
                .key(keys.deleted(anomaly.sensor()))
                .add(verdict.score().ts())
                .add(anomaly.readingOffset())
                .add(EventJson.write((DetectionEvent) verdict))
                .add(KeptAnomalies.LIMIT);
    }

    static CommandArguments delete(RedisKeys keys, StoreWrite.Delete deletion) {
        List<String> series = keys.allSeries(deletion.sensor());
        CommandArguments command = new CommandArguments(Protocol.Command.EVAL)
                .add(DELETE)
                .add(2 + series.size())
                .key(keys.anomalies(deletion.sensor()))
                .key(keys.deleted(deletion.sensor()));
        series.forEach(command::key);
        return command.add(deletion.readingOffset());
    }

    /**
     * The event of a member.
     *
     * @throws InvalidEventException if it is invalid
     */
    static Verdict read(byte[] member) {
        int colon = new String(member, StandardCharsets.ISO_8859_1).indexOf(':');
        return EventJson.readVerdict(Arrays.copyOfRange(member, colon + 1, member.length));
    }
}
