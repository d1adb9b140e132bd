package io.vigia.query.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.MaintenanceView;
import io.vigia.kafka.SettingsView;
import io.vigia.kafka.TailStatus;
import io.vigia.query.backtest.BacktestModels;
import io.vigia.query.backtest.BacktestPool;
import io.vigia.query.http.Assets;
import io.vigia.query.http.AssetsController;
import io.vigia.query.http.BacktestController;
import io.vigia.query.http.CallTimes;
import io.vigia.query.http.ClassicController;
import io.vigia.query.http.DeadLettersController;
import io.vigia.query.http.DetectionsController;
import io.vigia.query.http.DocsController;
import io.vigia.query.http.IncidentsController;
import io.vigia.query.http.LabelsController;
import io.vigia.query.http.LivePage;
import io.vigia.query.http.LongPolls;
import io.vigia.query.http.MaintenanceController;
import io.vigia.query.http.OpenStreams;
import io.vigia.query.http.PipelineController;
import io.vigia.query.http.SensorsController;
import io.vigia.query.http.SettingsController;
import io.vigia.query.http.StoreAdvice;
import io.vigia.query.http.StreamAdvice;
import io.vigia.query.http.StreamController;
import io.vigia.query.http.WallController;
import io.vigia.query.incident.IncidentBook;
import io.vigia.query.incident.IncidentTail;
import io.vigia.query.label.LabelBook;
import io.vigia.query.letter.DeadLetters;
import io.vigia.query.live.DetectionBook;
import io.vigia.query.live.DetectionsTail;
import io.vigia.query.page.SeriesPages;
import io.vigia.query.pipeline.PipelineView;
import io.vigia.query.stream.LiveStreams;
import io.vigia.runtime.KafkaConfiguration;
import io.vigia.runtime.SensorSettingsConfiguration;
import io.vigia.runtime.answer.ClassicAnswers;
import io.vigia.runtime.heartbeat.Vitals;
import io.vigia.runtime.kafka.KafkaFollower;
import io.vigia.runtime.problem.ProblemResponses;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The beans of query-api; requires {@link Variables}, a {@link SeriesStore} and the beans of all services. */
@Configuration(proxyBeanMethods = false)
@Import({KafkaConfiguration.class, SensorSettingsConfiguration.class})
public class QueryConfiguration {
    private static final int VIRTUAL_THREADS_SINCE = 21;

    @Bean
    QuerySettings querySettings(Variables variables) {
        return QuerySettings.from(variables);
    }

    @Bean
    DetectionBook queryDetectionBook(QuerySettings settings) {
        return new DetectionBook(settings.bookBounds(), System::nanoTime);
    }

    @Bean
    DetectionsTail queryDetectionsTail(DetectionBook book, KafkaSettings kafka, TailStatus tails) {
        return new DetectionsTail(book, kafka.clientConfig(), kafka.topics().detections(), tails);
    }

    @Bean
    KafkaFollower queryDetectionsTailFollows(DetectionsTail tail) {
        return tail::start;
    }

    @Bean
    LiveStreams queryLiveStreams(QuerySettings settings, KafkaSettings kafka, TailStatus tails) {
        return new LiveStreams(kafka.topics(), kafka.clientConfig(), settings.streamHistory(), tails);
    }

    @Bean
    OpenStreams queryOpenStreams(QuerySettings settings, MeterRegistry meters) {
        return new OpenStreams(settings.maxStreams(), threads("stream-"), meters);
    }

    /** One for each answer that is written bit by bit. */
    private static Executor threads(String name) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(name);
        threads.setDaemon(true);
        threads.setVirtualThreads(Runtime.version().feature() >= VIRTUAL_THREADS_SINCE);
        return threads;
    }

    @Bean
    StreamController queryStreamController(LiveStreams streams, OpenStreams open) {
        return new StreamController(streams, open);
    }

    @Bean
    WaitersRelease queryWaitersRelease(DetectionBook book, LiveStreams streams, BacktestPool backtests) {
        return new WaitersRelease(book, streams, backtests);
    }

    @Bean
    HealthIndicator queryDetectionsHealthIndicator(DetectionsTail tail) {
        return new DetectionsHealth(tail);
    }

    @Bean
    HealthIndicator queryStoreHealthIndicator(SeriesStore store) {
        return new StoreHealth(store);
    }

    @Bean
    SeriesPages querySeriesPages(SeriesStore store) {
        return new SeriesPages(store);
    }

    @Bean
    LongPolls queryLongPolls(QuerySettings settings, MeterRegistry meters) {
        return new LongPolls(settings.maxWaitSeconds(), meters);
    }

    @Bean
    Assets queryAssets() {
        return Assets.read();
    }

    @Bean
    AssetsController queryAssetsController(Assets assets) {
        return new AssetsController(assets);
    }

    @Bean
    DocsController queryDocsController(WebSettings settings, Assets assets) {
        return new DocsController(settings.name(), assets);
    }

    @Bean
    WallController queryWallController(WebSettings settings, Assets assets) {
        return new WallController(settings.name(), assets);
    }

    @Bean
    LivePage queryLivePage(WebSettings settings, Assets assets) {
        return new LivePage(settings.name(), assets);
    }

    @Bean
    ClassicController queryClassicController(
            SeriesStore store,
            SeriesPages pages,
            WebSettings settings,
            ClassicAnswers answers,
            LivePage live,
            SettingsView sensorSettings) {
        return new ClassicController(store, pages, settings, answers, live, sensorSettings);
    }

    @Bean
    SensorsController querySensorsController(SeriesPages pages, SettingsView sensorSettings) {
        return new SensorsController(pages, sensorSettings);
    }

    @Bean
    DetectionsController queryDetectionsController(DetectionBook book, DetectionsTail tail, LongPolls polls) {
        return new DetectionsController(book, tail::caughtUp, polls);
    }

    @Bean
    MaintenanceView queryMaintenanceView(KafkaSettings kafka, TailStatus tails) {
        return new MaintenanceView(kafka, tails);
    }

    @Bean
    KafkaFollower queryMaintenanceFollows(MaintenanceView maintenance) {
        return maintenance::start;
    }

    @Bean
    MaintenanceController queryMaintenanceController(MaintenanceView maintenance) {
        return new MaintenanceController(maintenance);
    }

    @Bean
    LabelBook queryLabelBook(KafkaSettings kafka, TailStatus tails) {
        return new LabelBook(kafka, tails);
    }

    @Bean
    KafkaFollower queryLabelBookFollows(LabelBook labels) {
        return labels::start;
    }

    @Bean
    LabelsController queryLabelsController(LabelBook labels) {
        return new LabelsController(labels);
    }

    @Bean
    DeadLetters queryDeadLetters(KafkaSettings kafka, TailStatus tails) {
        return new DeadLetters(kafka, tails);
    }

    @Bean
    DeadLettersController queryDeadLettersController(DeadLetters letters) {
        return new DeadLettersController(letters);
    }

    @Bean
    SettingsController querySettingsController(SettingsView sensorSettings) {
        return new SettingsController(sensorSettings);
    }

    @Bean
    IncidentBook queryIncidentBook(QuerySettings settings) {
        return new IncidentBook(settings.maxIncidents());
    }

    @Bean
    IncidentTail queryIncidentTail(IncidentBook book, KafkaSettings kafka, TailStatus tails) {
        return new IncidentTail(book, kafka.clientConfig(), kafka.topics().incidents(), tails);
    }

    @Bean
    KafkaFollower queryIncidentTailFollows(IncidentTail tail) {
        return tail::start;
    }

    @Bean
    IncidentsController queryIncidentsController(IncidentBook book, IncidentTail tail) {
        return new IncidentsController(book, tail::caughtUp);
    }

    @Bean
    BacktestPool queryBacktestPool() {
        return new BacktestPool();
    }

    @Bean
    BacktestController queryBacktestController(
            SeriesStore store,
            SettingsView sensorSettings,
            MaintenanceView maintenance,
            IncidentBook incidents,
            IncidentTail tail,
            KafkaSettings kafka,
            BacktestPool pool) {
        return new BacktestController(
                new BacktestController.Sources(store, sensorSettings, maintenance, incidents, tail::caughtUp),
                new BacktestModels(kafka),
                pool,
                threads("backtest-answer-"));
    }

    @Bean
    PipelineView queryPipelineView(KafkaSettings kafka, WebSettings web, TailStatus tails) {
        return new PipelineView(kafka, web.hostname(), InstantSource.system(), System::nanoTime, tails);
    }

    @Bean
    KafkaFollower queryPipelineViewFollows(PipelineView view) {
        return view::start;
    }

    @Bean
    PipelineController queryPipelineController(PipelineView view) {
        return new PipelineController(view);
    }

    @Bean
    Vitals queryVitals() {
        return new Vitals("query-api", CallTimes.CALLS, null, CallTimes.CALLS, null, null);
    }

    @Bean
    WebMvcConfigurer queryCallTimes(MeterRegistry meters) {
        CallTimes times = new CallTimes(meters);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(times);
            }
        };
    }

    @Bean
    StoreAdvice queryStoreAdvice(ProblemResponses responses, MeterRegistry meters) {
        return new StoreAdvice(responses, meters);
    }

    @Bean
    StreamAdvice queryStreamAdvice(ProblemResponses responses) {
        return new StreamAdvice(responses);
    }

    @Bean
    MeterBinder queryBookMeters(DetectionBook book, IncidentBook incidents) {
        return meters -> {
            Gauge.builder("vigia.query.detections.held", book, DetectionBook::size)
                    .description("Verdicts held for `/api/v1/detections/{id}`")
                    .register(meters);
            Gauge.builder("vigia.query.detections.waiters", book, DetectionBook::waiters)
                    .description("Callers waiting for a verdict")
                    .register(meters);
            Gauge.builder("vigia.query.incidents.open", incidents, IncidentBook::open)
                    .description("Open incidents")
                    .register(meters);
            Gauge.builder("vigia.query.incidents.closed", incidents, IncidentBook::closed)
                    .description("Closed incidents held for `/api/v1/incidents`")
                    .register(meters);
        };
    }
}
