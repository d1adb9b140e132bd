// Elements made by script: texts are texts, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element: h('button', { class: 'quiet', onclick: f, 'aria-label': 'Close' }, '×'). Null attributes and children are left out. */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a part of an SVG image. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** The one element of a page that has this id. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`no element has the id ${id}`);
  }
  return element;
}

/** Shows a text, or nothing; what stays the same is not announced again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
  element.hidden = text === '';
}

/** Replaces the rows of a list; the focus stays on what has the same data-id, else on what its part before `/` names. */
export function refill(list, rows) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
  list.replaceChildren(...rows);
  if (focused !== undefined) {
    focusOn(focused, list);
  }
}

/** Gives the focus to what has this data-id, else to what its part before `/` names. */
export function focusOn(id, root = document) {
  const places = [...root.querySelectorAll('[data-id]')];
  const [owner] = id.split('/');
  (places.find((place) => place.dataset.id === id) ?? places.find((place) => place.dataset.id === owner))?.focus();
}

/** After a dialog was closed: gives the focus to what has this data-id, if the browser has not given it back to anything. */
export function focusAfter(dialog, id) {
  const focused = document.activeElement;
  if (focused === document.body || dialog.contains(focused)) {
    focusOn(id);
  }
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.replace(/^on/, ''), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}
