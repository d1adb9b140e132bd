// The charts of the chosen sensors. Many of them stay smooth because only what is in sight is drawn, and a few at a time.

import { Card } from './card.js';
import { onLanguage } from './language.js';
import { onFeedback } from './feedback.js';
import { onNames } from './names.js';
import { onTheme } from './theme.js';

const COMPACT_FROM = 7;
const DRAWING_MS = 6;
const TICK_MS = 1_000;
const UNKNOWN = { oldest: null, newest: null, since: null };
const FITTED_MARGIN = 0.05;
const SHORTEST_FITTED_MS = 60_000;

export class Cards {
  #cards = new Map();
  #bounds = UNKNOWN;

  /** @param on { loaded(), settings(sensor), whatIf(card, window), gone(sensor), act(incident, action) } */
  constructor(element, view, incidents, actions, on) {
    this.element = element;
    this.view = view;
    this.incidents = incidents;
    this.actions = actions;
    this.on = on;
    incidents.onChange(() => this.#tell());
    actions.onChange(() => this.#tell());
    onFeedback(() => this.#tell());
    onNames(() => this.#tell());
    this.seen = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: '200px' });
    this.sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => this.#cardOf(target)?.resize()));
    onLanguage(() => this.#tell());
    onTheme(() => this.#dirty());
    setInterval(() => this.#tick(), TICK_MS);
    requestAnimationFrame(() => this.#draw());
  }

  /** What is known of all shown sensors together. */
  get bounds() {
    return this.#bounds;
  }

  get window() {
    return this.view.window(this.#bounds);
  }

  /** Shows the view's sensors, those that stay with their charts. */
  show() {
    this.#bounds = UNKNOWN;
    const sensors = new Set(this.view.sensors);
    for (const [sensor, card] of this.#cards) {
      if (!sensors.has(sensor)) {
        this.on.gone(sensor);
        this.seen.unobserve(card.element);
        this.sizes.unobserve(card.plot);
        card.close();
        this.#cards.delete(sensor);
      }
    }
    const compact = sensors.size >= COMPACT_FROM;
    this.element.classList.toggle('compact', compact);
    this.element.classList.toggle('single', sensors.size === 1);
    for (const sensor of sensors) {
      const card = this.#cards.get(sensor) ?? this.#add(sensor);
      card.compact = compact;
      card.dirty = true;
    }
    this.#order();
    this.incidents.follow([...sensors]).then(() => this.#tell());
    return this.load();
  }

  /** How the charts are drawn: some from single readings, some from sums of many. */
  get kinds() {
    const widths = [...this.#cards.values()].map((card) => card.series.width);
    return { single: widths.length === 0 || widths.includes(0), summed: widths.some((width) => width > 0) };
  }

  /** Reads everything in the window anew. What is newest is asked for only where nothing lies within the last minutes. */
  async load() {
    const cards = [...this.#cards.values()];
    if (this.view.range === 'all') {
      await this.#askBounds(cards);
    }
    await this.#loadAll(cards);
    if (this.view.live && cards.length > 0 && cards.every((card) => card.series.points.length === 0)) {
      await this.#askBounds(cards);
      if (this.#bounds.newest !== null) {
        await this.#loadAll(cards);
      }
    }
    this.on.loaded();
  }

  take(kind, event) {
    const card = this.#cards.get(event.sensor);
    if (card) {
      card.take(kind, event);
      if (kind !== 'deletion') {
        this.#bounds = {
          ...this.#bounds,
          oldest: this.#bounds.oldest ?? event.ts,
          newest: Math.max(this.#bounds.newest ?? 0, event.ts),
        };
      }
    }
  }

  #add(sensor) {
    const card = new Card(sensor, {
      remove: (gone) => this.view.show(this.view.sensors.filter((other) => other !== gone)),
      zoom: (from, to) => this.view.fix(from, to),
      incidents: (of) => this.incidents.of(of),
      attempt: (id) => this.actions.of(id),
      act: this.on.act,
      settings: this.on.settings,
      whatIf: () => this.on.whatIf(card, this.#fitted(this.window)),
    });
    this.#cards.set(sensor, card);
    this.element.append(card.element);
    card.tell(this.window);
    this.seen.observe(card.element);
    this.sizes.observe(card.plot);
    return card;
  }

  /** In the order of the view's sensors; nothing is moved without need, since what is moved loses the focus. */
  #order() {
    const ordered = this.view.sensors.map((sensor) => this.#cards.get(sensor).element);
    if (ordered.some((element, i) => this.element.children[i] !== element)) {
      this.element.append(...ordered);
    }
  }

  async #loadAll(cards) {
    const window = this.window;
    await Promise.all(cards.map((card) => card.load(window)));
    const newest = cards.map((card) => card.series.newest).filter((ts) => ts !== null);
    if (this.view.live && newest.length > 0) {
      // A point that sums up many bears the time of the first of them.
      this.#bounds = { ...this.#bounds, newest: Math.max(this.#bounds.newest ?? 0, ...newest) };
    }
  }

  async #askBounds(cards) {
    const all = await Promise.all(cards.map((card) => card.bounds()));
    const known = all.filter((bounds) => bounds.newest !== null);
    if (known.length === 0) {
      this.#bounds = UNKNOWN;
      return;
    }
    const { newest, since } = known.reduce((one, other) => (other.newest > one.newest ? other : one));
    this.#bounds = { oldest: Math.min(...known.map((bounds) => bounds.oldest)), newest, since };
  }

  /** While there are few readings in a window that ends now, they fill it: the time before the first of them is left out. */
  #fitted(window) {
    const firsts = [...this.#cards.values()].map((card) => card.series.points[0]?.ts).filter((ts) => ts !== undefined);
    if (!this.view.live || firsts.length === 0) {
      return window;
    }
    const first = Math.min(...firsts);
    const start = first - (window.to - first) * FITTED_MARGIN;
    return { from: Math.max(window.from, Math.min(start, window.to - SHORTEST_FITTED_MS)), to: window.to };
  }

  #see(entries) {
    for (const entry of entries) {
      const card = this.#cardOf(entry.target);
      if (card) {
        card.visible = entry.isIntersecting;
      }
    }
  }

  #cardOf(element) {
    return this.#cards.get(element.closest('[data-sensor]')?.dataset.sensor);
  }

  /** Says anew what is there, and draws it when it is in sight. */
  #tell() {
    const window = this.#fitted(this.window);
    this.#cards.forEach((card) => card.tell(window));
    this.#dirty();
  }

  #dirty() {
    this.#cards.forEach((card) => {
      card.dirty = true;
    });
  }

  // Time goes on for a live view, whether or not values come.
  #tick() {
    if (!this.view.live) {
      return;
    }
    const window = this.window;
    for (const card of this.#cards.values()) {
      card.series.drop(window.from);
      card.dirty = true;
      if (card.stale && (card.visible || card.series.width === 0)) {
        card.load(window);
      }
    }
  }

  // What is not drawn within its share of this frame is drawn in the next.
  #draw() {
    const window = this.#fitted(this.window);
    const end = performance.now() + DRAWING_MS;
    for (const card of this.#cards.values()) {
      if (card.dirty && card.visible && performance.now() < end) {
        card.draw(window);
      }
    }
    requestAnimationFrame(() => this.#draw());
  }
}
