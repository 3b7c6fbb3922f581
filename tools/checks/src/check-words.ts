import { BANNED_WORDS } from './banned-words.ts';
import { findProse, type Prose } from './find-prose.ts';
import type { Finding } from './types.ts';

const CODE = /\.(?:ts|tsx|mjs|js|jsx)$/;
const DOCUMENT = /\.(?:md|py|sh|ya?ml)$/;
/** Decisions keep the words of their day; recorded answers and the list itself hold whatever they hold. */
const EXEMPT =
  /^docs\/reasoning\/decisions\/\d|(?:^|\/)(?:golden|fixtures)\/|CHANGELOG\.md$|\/banned-words\.ts$|\/check-words\.test\.ts$/;

/** Banned words in the comments, strings and documents of one file, each with the better word. */
export function checkWords(file: string, text: string): readonly Finding[] {
  if (EXEMPT.test(file)) return [];
  return proseOf(file, text).flatMap((prose) =>
    BANNED_WORDS.flatMap(({ pattern, better }) =>
      [...prose.text.matchAll(pattern)].map((match) => ({
        at: `${file}:${lineAt(text, prose.start + match.index)}`,
        what: `"${match[0]}": write ${better}`,
      })),
    ),
  );
}

function proseOf(file: string, text: string): readonly Prose[] {
  if (CODE.test(file)) return findProse(file, text);
  return DOCUMENT.test(file) ? [{ text, start: 0 }] : [];
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
