import type { RebuildReport } from '@understudy/moves';

/** The route that was made again, and the next commands. */
export function renderRebuild({ snapshot, endsMove, copiedFrom, unfenced }: RebuildReport): string {
  const { revision, route } = snapshot;
  const writer = route.phase === 'steady' ? route.writer : route.from;
  return [
    `The route was made again from the fences' copy of revision ${copiedFrom}: ${writer} is the writer in epoch ${route.epoch}, revision ${revision}.`,
    ...(endsMove
      ? [
          `A move to ${writer} was under way: it was ended as a failover. Some of the other region's writes may not be replicated yet.`,
        ]
      : []),
    ...(unfenced.length > 0
      ? [`Not fenced yet: ${unfenced.join(' and ')}. understudy resume writes the fences again.`]
      : []),
    'Next: restart every client, gateway and replicator with this topology file, then understudy reconcile',
  ].join('\n');
}
