package io.vigia.ingest.http;

import io.vigia.contract.Deletion;
import io.vigia.runtime.answer.ClassicAnswer;
import io.vigia.runtime.answer.Html;
import java.util.List;
import java.util.Map;

/**
 * The answer of {@code /borrar}: the deletions are in the log.
 *
 * @param sensor as asked; {@code *} for all
 * @param deletions one per sensor
 * @param applied how many of them the store has applied, at least
 */
record DeletedAnswer(String sensor, List<Deletion> deletions, int applied, String hostname) implements ClassicAnswer {
    /** The fields as JSON. */
    record Fields(String sensor, boolean borrado, int sensores, int pendientes, List<String> ids, String hostname) {}

    /** Limits the size of the answer; callers do not need more ids. */
    private static final int MAX_IDS = 1_000;

    private int pending() {
        return deletions.size() - applied;
    }

    @Override
    public int status() {
        return pending() == 0 ? 200 : 202;
    }

    @Override
    public Object json() {
        List<String> ids = deletions.stream().limit(MAX_IDS).map(Deletion::id).toList();
        return new Fields(sensor, pending() == 0, deletions.size(), pending(), ids, hostname);
    }

    @Override
    public String text() {
        String what = sensor.equals("*")
                ? "las mediciones de " + deletions.size() + " sensores"
                : "las mediciones del sensor " + sensor;
        return pending() == 0 ? "Se borraron " + what : "Se están borrando " + what + ": faltan " + pending();
    }

    @Override
    public String title() {
        return "Borrado";
    }

    @Override
    public Html html() {
        return Html.format("<p role=\"status\">{}</p>", text());
    }

    @Override
    public Map<String, String> headers() {
        return status() == 202 && deletions.size() == 1
                ? Map.of("Location", PendingAnswer.location(deletions.get(0).id()))
                : Map.of();
    }
}
