import * as fc from 'fast-check';

export const text = fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'é', '\u{1F600}', '\uFFFD');

export const bytes = fc.uint8Array({ max: 255, maxLength: 2 }).map((array) => Uint8Array.from(array));
