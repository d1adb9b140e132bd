import { answers, asked } from './browser.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from './stream.js';

const never = () => new Promise(() => {});

function events(...parts) {
  const encoder = new TextEncoder();
  return () =>
    new Response(
      new ReadableStream({
        start(controller) {
          parts.forEach((part) => controller.enqueue(encoder.encode(part)));
          controller.close();
        },
      }),
    );
}

function follow(...responses) {
  answers.length = 0;
  answers.push(...responses, never);
  return new Promise((done) => {
    const seen = { events: [], gaps: 0, states: [], headers: [] };
    const stream = new Stream({
      event: (kind, data) => seen.events.push([kind, data]),
      gap: () => { seen.gaps += 1; },
      state: (state) => {
        seen.states.push(state);
        if (state === 'disconnected') {
          stream.follow([]);
          done(seen);
        }
      },
    });
    stream.follow(['a', 'b']);
  });
}

test('events are read however the network cuts them', async () => {
  const seen = await follow(events('event: score\nid: 1\nda', 'ta: {"ts":1}\n\nevent: score\ndata: {"ts":2}\n', '\n'));
  assert.deepEqual(seen.events, [['score', { ts: 1 }], ['score', { ts: 2 }]]);
  assert.deepEqual(seen.states, ['connecting', 'connected', 'disconnected', 'idle']);
  assert.equal(asked.at(-1), '/api/v1/stream?sensor=a&sensor=b');
});

test('a comment is no event, and a gap is told', async () => {
  const seen = await follow(events(': keep-alive\n\nevent: gap\ndata: {}\n\n'));
  assert.deepEqual(seen.events, []);
  assert.equal(seen.gaps, 1);
});

test('a refused position is a gap', async () => {
  const seen = await follow(() => new Response('{"detail":"invalid"}', { status: 400 }));
  assert.equal(seen.gaps, 1);
});
