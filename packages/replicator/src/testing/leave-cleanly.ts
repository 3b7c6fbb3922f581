import type { LinkName } from '@understudy/links';
import type { LinkStore } from '../state/link-store.ts';

/** As if a leader had led the link and left with nothing under way: the next one is not the link's first. */
export async function leaveCleanly(
  store: Pick<LinkStore, 'claim' | 'release'>,
  link: LinkName,
): Promise<void> {
  await store.claim(link, 'the one before', undefined);
  await store.release(link, 'the one before', true);
}
