import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isBearer } from './is-bearer.ts';

const token = fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,64}$/);

it('takes the token and nothing else', () => {
  fc.assert(
    fc.property(token, token, (right, other) => {
      expect(isBearer(`Bearer ${right}`, right)).toBe(true);
      expect(isBearer(`bearer ${right}`, right)).toBe(true);
      expect(isBearer(`Bearer ${other}`, right)).toBe(other === right);
      for (const header of [undefined, '', 'Bearer', 'Bearer ', right, `Basic ${right}`, `Bearer ${right}x`])
        expect(isBearer(header, right)).toBe(false);
    }),
  );
});

it('never takes an empty token', () => {
  for (const header of [undefined, 'Bearer', 'Bearer ']) expect(isBearer(header, '')).toBe(false);
});
