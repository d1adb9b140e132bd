// Server-sent events over fetch, since an EventSource cannot send a key. Comes back by itself, where it was.

import { call, query } from './api.js';
import { readEvents } from './events.js';

const LONGEST_PAUSE_MS = 10_000;

export class Stream {
  #sensors = [];
  #lastId = null;
  #stop = null;
  #pause = 0;

  /** @param on { event(kind, data), gap(), state('connecting' | 'connected' | 'disconnected' | 'idle') } */
  constructor(on) {
    this.on = on;
  }

  /** Listens to these sensors from now on. */
  follow(sensors) {
    this.#stop?.abort();
    this.#sensors = sensors;
    this.#lastId = null;
    if (sensors.length === 0) {
      this.on.state('idle');
      return;
    }
    this.#stop = new AbortController();
    this.#listen(this.#stop.signal);
  }

  async #listen(signal) {
    this.on.state('connecting');
    while (!signal.aborted) {
      try {
        await this.#read(signal);
      } catch (failed) {
        if (failed.status === 400) {
          this.#lastId = null;
          this.on.gap();
        }
      }
      if (!signal.aborted) {
        this.on.state('disconnected');
        await pause(this.#pause, signal);
        this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2 + 500);
      }
    }
  }

  async #read(signal) {
    const headers = { Accept: 'text/event-stream' };
    if (this.#lastId) {
      headers['Last-Event-ID'] = this.#lastId;
    }
    const response = await call(`/api/v1/stream${query({ sensor: this.#sensors })}`, { headers, signal });
    if (signal.aborted) {
      return;
    }
    this.on.state('connected');
    await readEvents(response, (fields) => this.#take(fields));
  }

  #take(fields) {
    this.#pause = 0;
    this.#lastId = fields.id ?? this.#lastId;
    if (fields.event === 'gap') {
      this.on.gap();
    } else if (fields.event) {
      this.on.event(fields.event, JSON.parse(fields.data));
    }
  }
}

function pause(ms, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    }, { once: true });
  });
}
