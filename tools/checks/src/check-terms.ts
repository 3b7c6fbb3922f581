import type { Finding } from './types.ts';

/** Headings of the glossary that a reader knows from elsewhere, or that are ordinary words too. */
const ORDINARY = new Set([
  ...['region', 'version', 'mark', 'image', 'link', 'lag', 'settle', 'checkpoint', 'verification', 'move'],
  ...['mover', 'promote', 'rto', 'rpo', 'gateway', 'pool', 'drill', 'lease', 'control store'],
]);

/** The words of the glossary that a reader can only know from there, in lower case. */
export function termsOf(glossary: string): readonly string[] {
  const headings = [...glossary.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase());
  return headings.filter((heading) => !ORDINARY.has(heading));
}

/**
 * Terms whose first use in a page is neither a link to the glossary nor bold, as a word is where it is defined. Code, headings and tables of
 * links are looked at like the rest, but for what is in backquotes.
 */
export function checkTerms(page: string, text: string, terms: readonly string[]): readonly Finding[] {
  const prose = text
    .replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1/gm, (block) => block.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/^#.*$/gm, (heading) => ' '.repeat(heading.length))
    .replaceAll(/`[^`\n]*`|!\[[^\]]*\]\([^)]*\)/g, (code) => ' '.repeat(code.length));
  return terms.flatMap((term) => {
    const use = new RegExp(`(?<![\\w/.#-])${term}(?:s|d|ed)?(?![\\w/-]|\\.md)`, 'i').exec(prose);
    if (use === null || isExplained(prose, use.index, term)) return [];
    const line = prose.slice(0, use.index).split('\n').length;
    return [{ at: `${page}:${String(line)}`, what: `uses "${use[0]}" first without a link to the glossary` }];
  });
}

/** Whether the word at that place is within `[…](…glossary.md#term)`, or within `**…**`. */
function isExplained(prose: string, at: number, term: string): boolean {
  const anchor = term.replaceAll(' ', '-');
  const linked = new RegExp(`\\[[^\\]]*\\]\\([^)]*glossary\\.md#${anchor}\\)`, 'gi');
  const bold = /\*\*[^*]+\*\*/g;
  return [linked, bold].some((pattern) =>
    [...prose.matchAll(pattern)].some(({ index, 0: found }) => index <= at && at < index + found.length),
  );
}
