// The colours of the style sheet, for what is drawn by script.

const dark = matchMedia('(prefers-color-scheme: dark)');
const names = ['ink', 'muted', 'line', 'surface', 'value', 'band', 'prediction', 'anomaly', 'incident'];

export function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export function onTheme(listener) {
  dark.addEventListener('change', listener);
}
