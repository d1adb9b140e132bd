// Calls of the server, with the key where there is one.

const KEY = 'vigia.key';
const refusals = new Set();
let clockAhead = 0;

/** What the server refused, or that it could not be reached. */
export class CallFailed extends Error {
  /** @param problem the answer, which may name a `field`, what was `received` and what is `allowed` */
  constructor(status, message, problem = {}) {
    super(message);
    this.status = status;
    this.problem = problem;
  }

  /** Whether the same call may succeed later, without another key. */
  get passing() {
    return this.status !== 401 && this.status !== 403;
  }
}

export function key() {
  return sessionStorage.getItem(KEY) ?? '';
}

export function keepKey(chosen) {
  if (chosen) {
    sessionStorage.setItem(KEY, chosen);
  } else {
    sessionStorage.removeItem(KEY);
  }
}

/** Is called when a call was refused for want of a key. */
export function onKeyNeeded(listener) {
  refusals.add(listener);
}

/** The server's time, which is that of the readings it stamps. */
export function serverNow() {
  return Date.now() + clockAhead;
}

/** A response whose status is a success. */
export async function call(path, options = {}) {
  const headers = { Accept: 'application/json', ...options.headers };
  const used = key();
  if (used) {
    headers.Authorization = `Bearer ${used}`;
  }
  const response = await reach(path, { cache: 'no-store', ...options, headers });
  heedClock(response);
  if (!response.ok) {
    // A call from before the key that is used now says nothing of it.
    if ((response.status === 401 || response.status === 403) && used === key()) {
      refusals.forEach((listener) => listener());
    }
    const problem = await response.json().catch(() => ({}));
    throw new CallFailed(response.status, problem.detail ?? `HTTP ${response.status}`, problem);
  }
  return response;
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (failed) {
    throw failed.name === 'AbortError' ? failed : new CallFailed(0, failed.message);
  }
}

export async function json(path, options) {
  return (await call(path, options)).json();
}

/** All parameters that have a value, as a query. */
export function query(parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') {
        query.append(name, one);
      }
    }
  }
  return `?${query}`;
}

// The header has whole seconds, so only a clock that is clearly wrong is corrected.
function heedClock(response) {
  const server = Date.parse(response.headers.get('Date') ?? '');
  const ahead = server - Date.now();
  clockAhead = Math.abs(ahead) > 2_000 ? ahead : 0;
}
