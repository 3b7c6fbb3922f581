import { listOf, numberOf } from './text-of.ts';

export function readPage(body: unknown): { readonly rows: readonly unknown[]; readonly pages: number } {
  return { rows: listOf(body, 'data'), pages: numberOf(body, 'pages') };
}
