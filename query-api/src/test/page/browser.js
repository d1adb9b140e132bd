// As much of a browser as the page's pure parts touch. Import it before any of them.

const stored = new Map();
const storage = {
  getItem: (name) => stored.get(name) ?? null,
  setItem: (name, value) => stored.set(name, String(value)),
  removeItem: (name) => stored.delete(name),
};

/** What the next calls of fetch answer, in order; each a function of (path, options) that returns a Response. */
export const answers = [];
/** The paths that were asked for. */
export const asked = [];

Object.assign(globalThis, {
  localStorage: storage,
  sessionStorage: storage,
  location: { search: '', pathname: '/' },
  history: { pushState: (state, title, url) => go(url), replaceState: (state, title, url) => go(url) },
  addEventListener: () => {},
  fetch: async (path, options) => {
    asked.push(path);
    return answers.shift()(path, options);
  },
});
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en-GB'] }, configurable: true });

/** Sets the address, as a click on a link does. */
export function go(url) {
  const query = url.indexOf('?');
  globalThis.location = { search: query < 0 ? '' : url.slice(query), pathname: '/' };
}

export function jsonAnswer(body, status = 200) {
  return () => new Response(JSON.stringify(body), { status, headers: { Date: new Date().toUTCString() } });
}
