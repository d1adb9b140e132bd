// Dragging across a chart picks a stretch of it. A finger that moves up or down scrolls the page as ever.

const LEAST_PIXELS = 8;

/** @param picked called with the left and right pixel within the element */
export function onDrag(element, picked) {
  const mark = document.createElement('div');
  mark.className = 'picked';
  mark.hidden = true;
  element.append(mark);
  let start = null;

  element.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && !event.target.closest('button')) {
      start = x(event);
      element.setPointerCapture(event.pointerId);
    }
  });
  element.addEventListener('pointermove', (event) => {
    if (start !== null) {
      mark.hidden = Math.abs(x(event) - start) < LEAST_PIXELS;
      mark.style.left = `${Math.min(start, x(event))}px`;
      mark.style.width = `${Math.abs(x(event) - start)}px`;
    }
  });
  element.addEventListener('pointerup', (event) => {
    const end = x(event);
    if (start !== null && Math.abs(end - start) >= LEAST_PIXELS) {
      picked(Math.min(start, end), Math.max(start, end));
    }
    stop();
  });
  element.addEventListener('pointercancel', stop);

  function x(event) {
    const box = element.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - box.left, 0), box.width);
  }

  function stop() {
    start = null;
    mark.hidden = true;
  }
}
