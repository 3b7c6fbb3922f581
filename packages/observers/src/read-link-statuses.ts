import type { LinkStatus } from '@understudy/links';

/**
 * What a replicator says of its links.
 * @param statusUrl its `/status`
 * @throws Error where it answers otherwise than a replicator does; the network's error, and the signal's reason
 */
export async function readLinkStatuses(
  statusUrl: string,
  signal: AbortSignal,
): Promise<readonly LinkStatus[]> {
  const answer = await fetch(statusUrl, { signal });
  if (!answer.ok) throw new Error(`${statusUrl} answered ${String(answer.status)}`);
  const { links } = (await answer.json()) as { readonly links?: readonly LinkStatus[] };
  if (!Array.isArray(links)) throw new Error(`${statusUrl} lists no links`);
  return links as readonly LinkStatus[];
}
