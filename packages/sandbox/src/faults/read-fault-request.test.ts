import { describe, expect, it } from '@jest/globals';
import { parseFaultRequest } from './read-fault-request.ts';

describe('a request to break something', () => {
  it('names a party, what to do, and by how much', () => {
    expect(parseFaultRequest('{"party":"us-east-1","do":"slow","ms":900}')).toEqual({
      party: 'us-east-1',
      action: 'slow',
      ms: 900,
    });
    expect(parseFaultRequest('{"do":"restore"}')).toMatchObject({ party: undefined, action: 'restore' });
  });

  it.each([
    ['', 'no JSON object'],
    ['[]', 'no JSON object'],
    ['null', 'no JSON object'],
    ['{}', 'do is none of'],
    ['{"do":"kill"}', 'kill needs the party'],
    ['{"party":7,"do":"kill"}', 'party is no name'],
    ['{"party":"a","do":"slow","ms":0}', 'ms is no whole number'],
    ['{"party":"a","do":"slow","ms":60001}', 'ms is no whole number'],
    ['{"party":"a","do":"kill","more":1}', '"more" is no member'],
    ['{"party":"a","do":"toString"}', 'do is none of'],
  ])('is refused: %s', (text, what) => {
    expect(() => parseFaultRequest(text)).toThrow(what);
  });
});
