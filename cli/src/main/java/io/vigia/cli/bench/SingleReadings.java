package io.vigia.cli.bench;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** One reading per call, 64 callers, compared with the bare calls of the same server. */
final class SingleReadings implements Scenario {
    private static final int CALLERS = 64;

    @Override
    public String name() {
        return "single";
    }

    @Override
    public List<Comparison> run(BenchEnvironment workshop, BenchPlan plan) {
        Variables run = workshop.newRun();
        try (ConfigurableApplicationContext services = workshop.ingestApi(run)) {
            ClosedLoop loop = new ClosedLoop(ServiceLauncher.port(services), CALLERS);
            Requests stored = Requests.get("/nuevo?sensor=bench-%d&dato=%s");
            Requests ack = Requests.get(LimitEndpoints.ACK);
            Requests empty = Requests.get(LimitEndpoints.EMPTY);
            List.of(empty, ack, stored).forEach(call -> plan.warmUp().run(round -> loop.run(call, round)));
            Spread measured = new Spread();
            Spread bareAck = new Spread();
            Spread bareCall = new Spread();
            for (int i = 0; i < plan.runs(); i++) {
                measured.add(loop.run(stored, plan.load()));
                bareAck.add(loop.run(ack, plan.load()));
                bareCall.add(loop.run(empty, plan.load()));
            }
            return List.of(
                    new Comparison(
                            "`/nuevo`, readings acknowledged, 64 callers",
                            "/s",
                            measured,
                            "bare produce and ack",
                            bareAck,
                            "≥ 15,000/s, ≥ 80 %"),
                    new Comparison("the same", "/s", measured, "empty call", bareCall, ""));
        } finally {
            workshop.endRun(run);
        }
    }
}
