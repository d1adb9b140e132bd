package io.vigia.query.app;

import io.vigia.store.memory.MemorySeriesStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("query-api over the store in memory")
class QueryOverMemoryTest extends QueryCalls {
    QueryOverMemoryTest() {
        super(new MemorySeriesStore(10_000, null));
    }
}
