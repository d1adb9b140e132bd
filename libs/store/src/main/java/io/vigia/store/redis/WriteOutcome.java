package io.vigia.store.redis;

import io.vigia.store.StoreWrite;
import io.vigia.store.WriteResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The outcome of each write so far. Writes are compared by identity: two equal ones are two writes. */
final class WriteOutcome {
    private final List<WriteResult.Refused> refused = new ArrayList<>();
    private final Set<StoreWrite> refusedWrites = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<StoreWrite> expired = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<StoreWrite, String> missing = new IdentityHashMap<>();

    /**
     * Records the reply to a TS.MADD.
     *
     * @param owners the write that each of its triples belongs to
     * @param answer a list with a reply for each triple, or one error for all
     */
    void of(List<StoreWrite.Scored> owners, Object answer) {
        List<?> answers = answer instanceof List<?> list ? list : Collections.nCopies(owners.size(), answer);
        for (int i = 0; i < owners.size(); i++) {
            of(owners.get(i), answers.get(i));
        }
    }

    void of(StoreWrite write, Object answer) {
        switch (RedisReply.of(answer)) {
            case DONE -> {}
            case EXPIRED -> expired.add(write);
            case MISSING -> missing.put(write, RedisReply.words(answer));
            default -> refuse(write, RedisReply.words(answer));
        }
    }

    void refuse(StoreWrite write, String reason) {
        if (refusedWrites.add(write)) {
            refused.add(new WriteResult.Refused(write, reason));
        }
    }

    /** Sensors whose series were missing. */
    Set<String> missingSensors() {
        return missing.keySet().stream().map(StoreWrite::sensor).collect(Collectors.toSet());
    }

    /** Their writes are sent again. */
    void forgetMissing() {
        missing.clear();
    }

    /** A key that is still «missing» after its series was created holds something other than a series. */
    void refuseMissing() {
        missing.forEach(this::refuse);
        missing.clear();
    }

    WriteResult result(boolean replicated, long epoch) {
        expired.removeAll(refusedWrites);
        return new WriteResult(List.copyOf(refused), expired.size(), replicated, epoch);
    }
}
