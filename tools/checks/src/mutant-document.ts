import { mutantDocument as makeDocument } from '@understudy/mutants';
import { format } from 'prettier';
import type { GeneratedDocument } from './types.ts';

/** The page of mutants: made from the last hunt's verdicts and the present sources. */
export const mutantDocument: GeneratedDocument = {
  path: 'docs/reasoning/mutants.md',
  render: async () =>
    format(await makeDocument(), { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' }),
};
