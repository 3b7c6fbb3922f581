import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Message, type Side, type WholeMessage } from './message.ts';

/** Feeds the pieces as a connection would, beginning a new message where one ends. */
function read(side: Side, pieces: readonly Buffer[]): readonly WholeMessage[] {
  const messages: WholeMessage[] = [];
  let message = new Message(side);
  for (const piece of pieces) {
    let rest = piece;
    while (rest.length > 0 && !message.malformed) {
      rest = message.feed(rest);
      const whole = message.whole();
      if (whole === undefined) continue;
      messages.push(whole);
      message = new Message(side);
    }
  }
  return messages;
}

/** Cuts `bytes` at these places. */
function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (one, other) => one - other,
  );
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const body = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const plain = (start: string) =>
  body.map((content) => ({
    content,
    bytes: Buffer.concat([
      Buffer.from(`${start}\r\nContent-LENGTH: ${content.length}\r\nX-A: b\r\n\r\n`),
      content,
    ]),
  }));
const chunked = (start: string) =>
  fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 4 }).map((chunks) => {
    const parts = chunks.map((chunk) => [
      Buffer.from(`${chunk.length.toString(16)};ext=1\r\n`),
      Buffer.from(chunk),
      Buffer.from('\r\n'),
    ]);
    return {
      content: Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))),
      bytes: Buffer.concat([
        Buffer.from(`${start}\r\ntransfer-encoding: chunked\r\n\r\n`),
        ...parts.flat(),
        Buffer.from('0\r\nTrailer: x\r\n\r\n'),
      ]),
    };
  });
const streamOf = (start: string) =>
  fc.array(fc.oneof(plain(start), chunked(start)), { minLength: 1, maxLength: 4 });

describe('Message', () => {
  for (const [side, start] of [
    ['request', 'POST / HTTP/1.1'],
    ['answer', 'HTTP/1.1 200 OK'],
  ] as const) {
    it(`finds the same ${side}s however the stream is cut`, () => {
      fc.assert(
        fc.property(streamOf(start), fc.array(fc.nat(), { maxLength: 12 }), (expected, places) => {
          const stream = Buffer.concat(expected.map(({ bytes }) => bytes));
          const found = read(side, cut(stream, places));
          expect(found.map((each) => each.body)).toEqual(expected.map(({ content }) => content));
          expect(Buffer.concat(found.map(({ bytes }) => bytes))).toEqual(stream);
        }),
      );
    });
  }

  it('finds them byte by byte', () => {
    const bytes = Buffer.from('POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}GET / HTTP/1.1\r\n\r\n');
    expect(
      read(
        'request',
        [...bytes].map((byte) => Buffer.from([byte])),
      ),
    ).toHaveLength(2);
  });

  it('returns headers by any case of their names, but not by similar names', () => {
    const [message] = read('request', [
      Buffer.from(
        'POST / HTTP/1.1\r\nNot-X-Amz-Target: no\r\nx-AMZ-target:  DynamoDB_20120810.PutItem \r\n\r\n',
      ),
    ]);
    expect(message?.head.header('X-Amz-Target')).toBe('DynamoDB_20120810.PutItem');
    expect(message?.head.header('Amz-Target')).toBeUndefined();
  });

  it('ends an answer without a length with its stream', () => {
    const message = new Message('answer');
    message.feed(Buffer.from('HTTP/1.1 200 OK\r\n\r\nsome'));
    message.feed(Buffer.from('thing'));
    expect(message.done).toBe(false);
    message.endOfStream();
    expect(message.whole()?.body.toString()).toBe('something');
  });

  it('knows an interim answer from a final one', () => {
    const message = new Message('answer');
    const rest = message.feed(Buffer.from('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'));
    expect([message.done, message.interim]).toEqual([true, true]);
    expect(rest.toString()).toBe('HTTP/1.1 204 No Content\r\n\r\n');
  });

  it('does not take for HTTP what is none', () => {
    const hello = new Message('request');
    hello.feed(Buffer.from([0x16, 0x03, 0x01, 0x0d, 0x0a, 0x0d, 0x0a]));
    expect(hello.malformed).toBe(true);
    const endless = new Message('request');
    endless.feed(Buffer.alloc(70_000, 'x'));
    expect(endless.malformed).toBe(true);
  });
});
