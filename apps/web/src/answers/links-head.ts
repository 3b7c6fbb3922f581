import type { LinkState } from '@understudy/api-contract';
import { linkMark } from './link-mark.ts';

/** What the links come to, in a sentence or two: how many keep up, and each one that does not. */
export function linksHead(links: readonly LinkState[], maxLagMs: number | undefined): string {
  const marked = links.map((link) => ({ link, mark: linkMark(link, maxLagMs) }));
  const fine = marked.filter(({ mark }) => mark.tone === 'ok').length;
  if (links.length === 0) return 'The service has no tables.';
  if (fine === links.length)
    return links.length === 1 ? 'The one link keeps up.' : `All ${links.length} links keep up.`;
  const others = marked
    .filter(({ mark }) => mark.tone !== 'ok')
    .map(({ link: { link }, mark }) => `${link.table} to ${link.target}: ${mark.words}.`);
  const shown = others.slice(0, 3).join(' ');
  return `${fine} of ${links.length} links keep up. ${shown}${others.length > 3 ? ` ${others.length - 3} more below.` : ''}`;
}
