import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TailOfOutput } from './tail-of-output.ts';

const same = (text: string) => text;
const tailOf = (chunks: readonly string[]) => {
  const tail = new TailOfOutput();
  for (const chunk of chunks) tail.add(Buffer.from(chunk));
  return tail;
};

it('keeps short output whole, however it comes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 20 }), (chunks) => {
      expect(tailOf(chunks).text(same)).toBe(chunks.join('').trim());
    }),
  );
});

it('keeps the last whole lines of long output', () => {
  const lines = Array.from({ length: 5_000 }, (_none, at) => `line ${String(at)}`);
  const text = tailOf(lines.map((line) => `${line}\n`)).text(same);
  expect(text.startsWith('…\n')).toBe(true);
  expect(text.endsWith('line 4998\nline 4999')).toBe(true);
  expect(text.length).toBeLessThanOrEqual(2_002);
});

it('never shows the end of a secret whose beginning is gone', () => {
  const secret = `password=${'s'.repeat(9_000)}`;
  expect(tailOf([secret]).text(same)).toBe('…\n');
  expect(tailOf([secret, '\nlater\n']).text(same)).toBe('…\nlater');
});
