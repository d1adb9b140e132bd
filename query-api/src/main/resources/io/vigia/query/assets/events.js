// Server-sent events in the body of a response, however the network cuts them.

/** Reads until the body ends; take(fields) gets the fields of each event, such as { event, id, data }, as texts. */
export async function readEvents(response, take) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    const end = text.lastIndexOf('\n\n');
    if (end >= 0) {
      text.slice(0, end).split('\n\n').forEach((block) => take(fieldsOf(block)));
      text = text.slice(end + 2);
    }
  }
}

function fieldsOf(block) {
  const fields = {};
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    fields[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
  }
  return fields;
}
