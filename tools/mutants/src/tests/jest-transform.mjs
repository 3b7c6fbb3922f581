/** swc, as every package's tests use it, over the planted text where there is one. */
import { readFileSync } from 'node:fs';
import swcJest from '@swc/jest';

export default {
  createTransformer({ planted, swc }) {
    const texts = new Map(JSON.parse(readFileSync(planted, 'utf8')));
    const inner = swcJest.createTransformer(swc);
    const textOf = (text, path) => texts.get(path) ?? text;
    return {
      canInstrument: false,
      getCacheKey: (text, path, options) => inner.getCacheKey(textOf(text, path), path, options),
      process: (text, path, options) => inner.process(textOf(text, path), path, options),
      processAsync: (text, path, options) => inner.processAsync(textOf(text, path), path, options),
    };
  },
};
