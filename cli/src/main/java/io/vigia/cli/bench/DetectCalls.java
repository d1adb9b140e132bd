package io.vigia.cli.bench;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Verdicts for waiting callers, with all services, the broker and the store in this process. */
final class DetectCalls implements Scenario {
    private static final double RATE = 200;
    private static final int CALLERS = 64;

    @Override
    public String name() {
        return "detect";
    }

    @Override
    public List<Comparison> run(BenchEnvironment workshop, BenchPlan plan) {
        Variables run = workshop.newRun();
        try (ConfigurableApplicationContext services = workshop.everything(run)) {
            int port = ServiceLauncher.port(services);
            Ready.await(ServiceLauncher.managementPort(services));
            ClosedLoop closed = new ClosedLoop(port, CALLERS);
            OpenLoop open = new OpenLoop(port, RATE);
            Requests detect = Requests.get("/detectar?sensor=bench-%d&dato=%s");
            Requests ack = Requests.get(LimitEndpoints.ACK);
            plan.warmUp().run(round -> closed.run(ack, round));
            plan.warmUp().run(round -> closed.run(detect, round));
            Spread[] latency = {new Spread(), new Spread(), new Spread()};
            Spread[] bare = {new Spread(), new Spread(), new Spread()};
            Spread closedLoop = new Spread();
            Spread closedBare = new Spread();
            Duration longer = plan.load().multipliedBy(2);
            for (int i = 0; i < plan.runs(); i++) {
                note(open.run(detect, longer), latency);
                note(open.run(ack, longer), bare);
                closedLoop.add(closed.run(detect, plan.load()));
                closedBare.add(closed.run(ack, plan.load()));
            }
            String what = "`/detectar`, 200 calls/s at fixed times, ";
            return List.of(
                    new Comparison(what + "p50", "ms", latency[0], "bare produce and ack", bare[0], "< 4 ms"),
                    new Comparison(what + "p99", "ms", latency[1], "bare produce and ack", bare[1], "< 15 ms"),
                    new Comparison(what + "p99.9", "ms", latency[2], "bare produce and ack", bare[2], ""),
                    new Comparison(
                            "`/detectar`, verdicts, 64 callers",
                            "/s",
                            closedLoop,
                            "bare produce and ack",
                            closedBare,
                            "≥ 5,000/s"));
        } finally {
            workshop.endRun(run);
        }
    }

    private static void note(Latencies calls, Spread... percentiles) {
        percentiles[0].add(calls.millisAt(0.5));
        percentiles[1].add(calls.millisAt(0.99));
        percentiles[2].add(calls.millisAt(0.999));
    }
}
