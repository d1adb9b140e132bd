"""Makes every call of a client that openapi-generator made of openapi.json.

    PYTHONPATH=CLIENT python3 openapi_calls.py INGEST_URL QUERY_URL SENSOR

Answers are read into the client's models, which refuse what the document does not promise. A call of the client that is not
made here is an error.
"""

import inspect
import sys
import time

import openapi_client
from openapi_client.models import BacktestQuestion, BacktestQuestionFrom, BacktestQuestionTo, Deleted, Operation, Plan, PlanFrom, PlanTo, Problem, ReadingsReadingsRequest, Said, SentReading, SentReadingValue, Settings, Verdict

ingest, query, sensor = sys.argv[1:4]
VALUES = [72, 73, 74, 71, 73, 72, 72.51, 73.11, 75, 75.3, 75, 95]


writes = openapi_client.ApiClient(openapi_client.Configuration(host=ingest))
reads = openapi_client.ApiClient(openapi_client.Configuration(host=query))
called = set()


def call(api, name, *arguments, to=None, **named):
    """The answer's body, read into its model; errors of the service are raised."""
    called.add(name)
    return getattr(api(to or reads), name)(*arguments, _request_timeout=90.0, **named)


def refused(status, api, name, *arguments, to=None, **named):
    """The problem that a call is refused with."""
    try:
        answer = call(api, name, *arguments, to=to, **named)
    except openapi_client.ApiException as error:
        assert error.status == status, f"{name}: {error.status}, expected {status}: {error.body}"
        assert isinstance(error.data, Problem), f"{name}: {type(error.data)}"
        assert error.data.status == status and error.data.detail, error.data
        return error.data
    raise AssertionError(f"{name}: answered {answer}, expected {status}")


def until(what, found, patience=120):
    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        answer = found()
        if answer:
            return answer
        time.sleep(0.2)
    raise AssertionError(f"no {what} within {patience} s")


def same(found, expected):
    assert found == expected, f"{found!r}, expected {expected!r}"


def classic():
    api = openapi_client.ClassicApi
    assert call(api, "classic_welcome_by_get").llamadas
    assert call(api, "classic_welcome_by_post").llamadas
    received = call(api, "classic_store_by_get", VALUES[0], sensor, to=writes)
    same((received.sensor, received.dato), (sensor, VALUES[0]))
    same(call(api, "classic_store_by_post", VALUES[1], sensor, to=writes).dato, VALUES[1])
    for value in VALUES[2:-2]:
        call(api, "classic_store_by_get", value, sensor, to=writes)
    verdict = call(api, "classic_detect_by_get", VALUES[-2], sensor, to=writes)
    same(verdict.anomalia, False)
    verdict = call(api, "classic_detect_by_post", VALUES[-1], sensor, to=writes)
    same((verdict.anomalia, len(verdict.ventana)), (True, 10))
    assert verdict.dato > verdict.superior
    until("list of all", lambda: len(call(api, "classic_list_by_get", sensor).mediciones) == len(VALUES))
    same(call(api, "classic_list_by_post", sensor).mediciones[0].dato, VALUES[-1])
    refused(400, api, "classic_store_by_get", 1, "no such name", to=writes)
    # Of a sensor of its own: the others are read below.
    call(api, "classic_store_by_get", 1, sensor + "-gone", to=writes)
    same(call(api, "classic_delete_by_get", sensor + "-gone", to=writes).sensor, sensor + "-gone")
    same(call(api, "classic_delete_by_post", sensor + "-gone", to=writes).sensor, sensor + "-gone")


def programs():
    api = openapi_client.ProgramsApi
    one = SentReading(sensor=sensor, value=SentReadingValue(70.5), id=sensor + "-asked", detect=True)
    same(call(api, "readings_readings", ReadingsReadingsRequest(one), to=writes).accepted, 1)
    verdict = call(api, "detections_detection", sensor + "-asked", wait=30).actual_instance
    assert isinstance(verdict, Verdict), verdict
    same((verdict.sensor, verdict.value), (sensor, 70.5))
    refused(404, api, "detections_detection", sensor + "-never")
    same(call(api, "sensors_sensors", search=sensor).items[0].sensor, sensor)
    until("stored reading", lambda: len(call(api, "sensors_readings", sensor).items) == len(VALUES) + 1)
    page = call(api, "sensors_readings", sensor, order="asc", limit=5)
    same([item.value for item in page.items], VALUES[:5])
    more = call(api, "sensors_readings", sensor, order="asc", limit=5, cursor=page.next)
    same([item.value for item in more.items], VALUES[5:10])
    same(len(call(api, "sensors_readings", sensor, aggregation="max", bucket="1h").items) > 0, True)
    anomaly = until("anomaly", lambda: call(api, "sensors_anomalies", sensor).items)[0]
    same((anomaly.value, anomaly.anomaly, len(anomaly.window)), (95, True, 10))
    until("latest anomaly", lambda: any(a.id == anomaly.id for a in call(api, "stream_latest_anomalies").items))
    assert call(api, "pipeline_pipeline").instances is not None
    refused(400, api, "sensors_readings", sensor, var_from="yesterday")
    feedback(api, anomaly.id)
    incidents(api)
    maintenance(api)
    settings(api)
    backtest(api)
    dead_letters(api)
    listen(api)


def backtest(api):
    question = BacktestQuestion(sensor=sensor, var_from=BacktestQuestionFrom(0), to=BacktestQuestionTo("2100-01-01"), settings={"sensitivity": 0.25})
    answer = call(api, "backtest_backtest", question)
    same((answer.values, answer.settings["sensitivity"], answer.said.counts.anomalies > 0), (len(VALUES) + 1, 0.25, True))
    question.model = "none@1"
    same(refused(400, api, "backtest_backtest", question).received, "none@1")


def dead_letters(api):
    found = until("dead letter", lambda: [one for one in call(api, "dead_letters_letters", limit=1000).items if one.sensor == sensor])[0]
    same((found.text, found.cut, found.sent_again, found.origin_topic.endswith(".readings.v1")), ("no JSON", False, None, True))
    same(found.letter.startswith("readings-"), True)
    same(refused(400, api, "dead_letters_letters", cursor="zzz").received, "zzz")


def feedback(api, anomaly):
    said = call(api, "feedback_give", anomaly, Said(verdict="true-alarm", by="ana"), to=writes)
    same((said.action, said.feedback.anomaly, said.feedback.verdict), ("feedback", anomaly, "true-alarm"))
    labels = until("label", lambda: call(api, "labels_all", sensor=sensor).items)
    same((labels[0].anomaly, labels[0].by, labels[0].value), (anomaly, "ana", 95))
    same(call(api, "feedback_withdraw", anomaly, to=writes).feedback.verdict, None)
    until("no label", lambda: not call(api, "labels_all", sensor=sensor).items)
    refused(404, api, "feedback_withdraw", "none", to=writes)


def incidents(api):
    found = until("incident", lambda: call(api, "incidents_incidents", sensor=sensor, severity="low", limit=5).items)[0]
    same((found.sensor, found.peak.value), (sensor, 95))
    history = call(api, "incidents_incident", found.id).history
    same((history[0].change, history[0].number, history[0].closed), ("opened", 1, None))
    refused(404, api, "incidents_incident", sensor + "~0123456789abcdef")
    act(api, found.id)


def act(api, incident):
    same(call(api, "actions_on_incident", incident, "acknowledge", Operation(by="ana", note="on my way"), to=writes).by, "ana")
    until("acknowledged incident", lambda: call(api, "incidents_incident", incident).acknowledged)
    refused(400, api, "actions_on_incident", incident, "snooze", to=writes)
    same(call(api, "actions_recalibrate", sensor, to=writes).action, "recalibrate")
    closed = until("closed incident", lambda: [one for one in call(api, "incidents_incidents", sensor=sensor, state="closed").items])[0]
    same((closed.closed_by, closed.operator.by), ("adopted", "unknown"))


def maintenance(api):
    planned = call(api, "maintenance_plan", Plan(sensors=sensor, var_from=PlanFrom("2020-01-01"), to=PlanTo("2020-01-02")), to=writes)
    until("planned work", lambda: any(one.id == planned.id for one in call(api, "maintenance_all").items))
    same(call(api, "maintenance_withdraw", planned.id, to=writes).var_from, 1577836800000)
    refused(404, api, "maintenance_withdraw", planned.id, to=writes)


def settings(api):
    same(call(api, "settings_replace", sensor, Settings(unit="bar"), to=writes).settings.unit, "bar")
    until("settings", lambda: any(one.pattern == sensor for one in call(api, "settings_all").items))
    same(call(api, "settings_of_pattern", sensor).settings.unit, "bar")
    unit = call(api, "settings_of_sensor", sensor).settings["unit"]
    same((unit.value, unit.pattern), ("bar", sensor))
    same(call(api, "settings_remove", sensor, to=writes).pattern, sensor)
    refused(404, api, "settings_remove", sensor, to=writes)


def listen(api):
    """A stream has no end: it is read as it comes."""
    called.add("stream_stream")
    answer = api(reads).stream_stream_without_preload_content(sensor=[sensor], _request_timeout=90.0)
    same((answer.status, answer.headers["content-type"].split(";")[0]), (200, "text/event-stream"))
    call(openapi_client.ClassicApi, "classic_store_by_get", 71, sensor, to=writes)
    seen = b""
    while b"\n\n" not in seen.partition(b"event: score")[2]:
        seen += answer.read(1)
    assert sensor.encode() in seen, seen
    answer.close()


def pages():
    api = openapi_client.PageApi
    for name in ("classic_panel", "wall_wall"):
        page = call(api, name)
        assert "<html" in page, page[:200]
    assert "<html" in call(api, "docs_docs")
    assert b"<svg" in call(api, "assets_icon")
    version, name = page.partition('/assets/')[2].partition('"')[0].split("/")
    assert call(api, "assets_asset", version, name)


def all_calls():
    for api in (openapi_client.ClassicApi, openapi_client.PageApi, openapi_client.ProgramsApi):
        for name, _ in inspect.getmembers(api, inspect.isfunction):
            if not name.startswith("_") and not name.endswith(("_with_http_info", "_without_preload_content")):
                yield name


classic()
programs()
pages()
assert not set(all_calls()) - called, f"not called: {set(all_calls()) - called}"
print(f"{len(called)} calls")
