package io.vigia.query.app;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.settings.ServiceSettings;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.store.redis.RedisSettings;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs query-api as a separate service on Redis. */
public final class QueryApi {
    private QueryApi() {}

    public static void main(String[] arguments) {
        ServiceLauncher.main(() -> start(Variables.process()));
    }

    /**
     * Starts it.
     *
     * @throws io.vigia.runtime.settings.StartRefusedException if settings or a port make the start impossible
     */
    public static ConfigurableApplicationContext start(Variables variables) {
        ServiceSettings.refuse(ServiceSettings.check(variables)
                .settings(RedisSettings.ALL, RedisSettings::from)
                .settings(QuerySettings.ALL, QuerySettings::from));
        return ServiceLauncher.start(
                "query-api",
                variables,
                List.of(QueryConfiguration.class),
                beans -> beans.registerBean("store", SeriesStore.class, () -> RedisSeriesStore.open(variables)));
    }
}
