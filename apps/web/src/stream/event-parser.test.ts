import { describe, expect, it } from '@jest/globals';
import { EventParser } from './event-parser.ts';

const STREAM =
  'id: a-1\nevent: snapshot\ndata: {"n":1}\n\n: a comment\n\nevent: beat\ndata: 1\ndata: 2\n\nid: a-2\r\ndata\r\n\r\n';
const EVENTS = [
  { kind: 'snapshot', data: '{"n":1}', id: 'a-1' },
  { kind: 'beat', data: '1\n2', id: 'a-1' },
  { kind: 'message', data: '', id: 'a-2' },
];

describe('EventParser', () => {
  it('reads events with kind, data and id, and keeps the id for those without one', () => {
    expect(new EventParser().push(STREAM)).toEqual(EVENTS);
  });

  it('reads the same from pieces of any length', () => {
    for (const size of [1, 2, 3, 7]) {
      const parser = new EventParser();
      const pieces = Array.from({ length: Math.ceil(STREAM.length / size) }, (_, i) =>
        STREAM.slice(i * size, (i + 1) * size),
      );
      expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(EVENTS);
    }
  });

  it('gives nothing of an event that was cut off', () => {
    expect(new EventParser().push('event: snapshot\ndata: {"n":')).toEqual([]);
  });
});
