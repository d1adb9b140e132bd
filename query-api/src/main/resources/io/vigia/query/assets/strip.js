// What is wrong now, over all sensors: the worst open incidents, in the tab's title too.

import { serverNow } from './api.js';
import { byId, h, refill, say } from './dom.js';
import { feedbackKey, onFeedback } from './feedback.js';
import { duration, moment, whole } from './format.js';
import { readings } from './incident.js';
import { current, onLanguage, t } from './language.js';
import { nameOf, onNames, unitOf, watched } from './names.js';
import { handling, response } from './response.js';
import { severityBadge } from './severity.js';
import { whyIncident } from './why.js';

const MOST_ROWS = 5;
const LONGEST_TOLD_MS = 7 * 86_400_000;

export class Strip {
  #shown = null;

  /** @param on { open(incident), all(), act(incident, action) } */
  constructor(incidents, actions, on) {
    this.incidents = incidents;
    this.actions = actions;
    this.on = on;
    this.name = document.querySelector('.brand').textContent.trim();
    this.list = byId('open-incidents');
    this.more = byId('more-incidents');
    this.more.addEventListener('click', () => on.all());
    incidents.onChange((opened) => {
      this.#announce(opened);
      this.#render();
    });
    actions.onChange(() => this.#render());
    onFeedback(() => this.#render());
    onNames(() => this.#render());
    onLanguage(() => this.#render());
  }

  #render() {
    const { open, more, failure } = this.incidents;
    const all = open ?? [];
    say(byId('incidents-failed'), failure ? t('incidentsFailed', { why: failure.message }) : '');
    const count = `${whole(all.length)}${more ? '+' : ''}`;
    document.title = all.length > 0 ? `(${count}) ${this.name}` : this.name;
    say(byId('open-count'), all.length > 0 ? count : '');
    byId('strip-title').classList.toggle('unseen', all.length === 0);
    this.#tellCalm(all);
    const others = `${whole(all.length - MOST_ROWS)}${more ? '+' : ''}`;
    say(this.more, all.length > MOST_ROWS ? t('moreIncidents', { n: others }) : '');
    this.#fill(all.slice(0, MOST_ROWS));
  }

  /** Only what is known is calm: there are sensors, their incidents could be read, and none is open. */
  #tellCalm(all) {
    const sensors = watched();
    const calm = this.incidents.open !== null && this.incidents.failure === null && all.length === 0 && sensors?.n > 0;
    const n = sensors ? `${whole(sensors.n)}${sensors.more ? '+' : ''}` : '';
    say(byId('calm'), calm ? t(sensors.n === 1 && !sensors.more ? 'calmOne' : 'calm', { n }) : '');
    byId('strip').hidden = !calm && all.length === 0 && this.incidents.failure === null;
  }

  // Rows are only made anew when they differ, so that the focus and the pointer stay where they are.
  #fill(incidents) {
    const texts = incidents.map((incident) => [
      incident.id, incident.severity, ...Object.values(told(incident)), handling(incident), this.actions.of(incident.id), feedbackKey(incident.anomaly),
    ]);
    const shown = JSON.stringify([current(), texts]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    refill(this.list, incidents.map((incident) => this.#row(incident)));
  }

  #row(incident) {
    const { name, reason, since, readings } = told(incident);
    return h(
      'li',
      { 'data-severity': incident.severity },
      h(
        'button',
        { type: 'button', class: 'incident', 'data-id': incident.id, onclick: () => this.on.open(incident) },
        severityBadge(incident.severity),
        h('strong', {}, name, name === incident.sensor ? null : h('small', {}, incident.sensor)),
        h('span', { class: 'why' }, reason),
        h('span', { class: 'since' }, since),
        h('span', { class: 'count' }, readings),
      ),
      response(incident, this.actions.of(incident.id), this.on.act),
    );
  }

  #announce(opened) {
    if (opened.length > 0) {
      const [incident] = opened;
      byId('said').textContent = opened.length === 1
        ? t('newIncident', { sensor: nameOf(incident.sensor), severity: t(incident.severity), why: told(incident).reason })
        : t('newIncidents', { n: opened.length });
    }
  }
}

function told(incident) {
  const lasting = serverNow() - incident.opened;
  const time = moment(incident.opened);
  return {
    name: nameOf(incident.sensor),
    reason: whyIncident(incident, unitOf(incident.sensor)),
    since: lasting >= 0 && lasting < LONGEST_TOLD_MS
      ? t('sinceFor', { time, lasting: duration(toWhole(lasting)) })
      : t('since', { time }),
    readings: t('readings', { n: readings(incident) }),
  };
}

/** To seconds below a minute, and to minutes below an hour. */
function toWhole(ms) {
  const step = ms < 60_000 ? 1_000 : 60_000;
  return Math.floor(ms / step) * step;
}
