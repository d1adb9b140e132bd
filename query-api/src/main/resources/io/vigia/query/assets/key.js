// The API key of this tab, for installations that ask for one.

import { key, keepKey, onKeyNeeded } from './api.js';
import { byId } from './dom.js';

/** @param changed called when another key is to be used */
export function keyDialog(changed) {
  const dialog = byId('key-dialog');
  const field = byId('key');
  const needed = byId('key-needed');
  const open = () => {
    field.value = key();
    dialog.showModal();
  };
  byId('key-button').addEventListener('click', open);
  byId('key-needed-button').addEventListener('click', open);
  byId('key-close').addEventListener('click', () => dialog.close());
  byId('key-forget').addEventListener('click', () => use(''));
  byId('key-form').addEventListener('submit', (event) => {
    event.preventDefault();
    use(field.value.trim());
  });
  onKeyNeeded(() => {
    needed.hidden = false;
  });

  function use(chosen) {
    keepKey(chosen);
    needed.hidden = true;
    dialog.close();
    changed();
  }
}
