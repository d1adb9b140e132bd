// What people do about open incidents: each action is sent, and its incident is polled until the change is seen.

import { call, serverNow } from './api.js';

/** Where the browser keeps who acts. */
export const BY = 'vigia.by';
/** How long, and how often, the page looks for the effect of what was sent. */
export const PATIENCE_MS = 30_000;
export const POLL_MS = 250;

/** Whether an incident that is still open shows an action. */
const SEEN = {
  acknowledge: (now, before) => now.acknowledged?.at !== before.acknowledged?.at,
  snooze: (now, before, until) => now.snoozedUntil === until,
  close: () => false,
  adopt: () => false,
};

export class Actions {
  #attempts = new Map();
  #listeners = new Set();

  constructor(incidents) {
    this.incidents = incidents;
    incidents.onChange(() => this.#settle());
  }

  /** Listens to attempts: listener(incident, attempt), whose state is `seen` at the end. */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  /**
   * The last attempt on an incident; null if there is none, or its change was seen.
   *
   * @returns { action, note, until, state, why }; state: sending, waiting (the log has it), late (not seen in time), failed
   */
  of(id) {
    return this.#attempts.get(id)?.attempt ?? null;
  }

  /**
   * Sends an action and waits until the incident shows it.
   *
   * @param said { by, note, until }; until in epoch ms, for a snooze only; what is empty is left out
   */
  async take(incident, action, { by, note, until = null }) {
    const attempt = { action, note, until, state: 'sending', why: null };
    this.#tell(incident, attempt);
    const body = JSON.stringify({ by: by || undefined, note: note || undefined, until: until ?? undefined });
    const path = `/api/v1/incidents/${encodeURIComponent(incident.id)}/${action}`;
    try {
      await call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    } catch (failed) {
      this.#tell(incident, { ...attempt, state: 'failed', why: failed.message });
      return;
    }
    this.#tell(incident, { ...attempt, state: 'waiting' });
    const end = Date.now() + PATIENCE_MS;
    await this.incidents.load();
    while (this.of(incident.id)?.state === 'waiting' && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      await this.incidents.load();
    }
    if (this.of(incident.id)?.state === 'waiting') {
      this.#tell(incident, { ...attempt, state: 'late' });
    }
  }

  /** Forgets the attempts whose change is seen, and those on incidents that are over. */
  #settle() {
    if (this.incidents.failure !== null || this.incidents.open === null) {
      return;
    }
    const open = new Map(this.incidents.open.map((incident) => [incident.id, incident]));
    for (const [id, { incident, attempt }] of this.#attempts) {
      const now = open.get(id);
      const accepted = attempt.state === 'waiting' || attempt.state === 'late';
      if (accepted && (!now || SEEN[attempt.action](now, incident, attempt.until))) {
        this.#tell(incident, { ...attempt, state: 'seen' });
      } else if (!now && attempt.state === 'failed') {
        this.#attempts.delete(id);
      }
    }
  }

  #tell(incident, attempt) {
    if (attempt.state === 'seen') {
      this.#attempts.delete(incident.id);
    } else {
      this.#attempts.set(incident.id, { incident, attempt });
    }
    this.#listeners.forEach((listener) => listener(incident, attempt));
  }
}

/** Until when an incident may be snoozed: { name, until } each, in epoch ms; tomorrow is that of the browser's time zone. */
export function snoozes(now = serverNow()) {
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(8, 0, 0, 0);
  return [
    { name: 'snoozeHour', until: now + 3_600_000 },
    { name: 'snoozeShift', until: now + 8 * 3_600_000 },
    { name: 'snoozeTomorrow', until: tomorrow.getTime() },
  ];
}
