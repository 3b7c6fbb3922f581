import type { HistoryPoint, LinkState, RegionState, Snapshot } from '@understudy/api-contract';

/** The main figures of a service; what is not known is absent. */
export interface ServiceFigures {
  readonly writesPerSecond: number | undefined;
  readonly lookMs: number | undefined;
  /** Of the link from the writer that is furthest behind; absent also where one of them does not report it. */
  readonly behindMs: number | undefined;
  /** Links from the writer that do not report how far they are behind. */
  readonly unreported: readonly string[];
  /** Observers with an opinion of the writer, and those of them that get answers. */
  readonly observers: { readonly answering: number; readonly all: number } | undefined;
}

export function serviceFigures(
  snapshot: Pick<Snapshot, 'links' | 'regions' | 'answers'>,
  latest: HistoryPoint | undefined,
): ServiceFigures {
  const writer = (snapshot.regions.known ? snapshot.regions.value : []).find(
    ({ name }) => name === snapshot.answers.writer.region,
  );
  const leaving = (snapshot.links.known ? snapshot.links.value : []).filter(({ fromWriter }) => fromWriter);
  const unreported = leaving
    .filter(({ lagMs, state }) => lagMs === undefined || state !== 'replicating')
    .map(({ link }) => link.table);
  return {
    writesPerSecond: latest?.appliedPerSecond ?? undefined,
    lookMs: latest?.writeLookMs ?? undefined,
    behindMs: unreported.length === 0 ? furthest(leaving) : undefined,
    unreported,
    observers: opinionsOf(writer),
  };
}

function furthest(links: readonly LinkState[]): number | undefined {
  return links.length === 0 ? undefined : Math.max(...links.map(({ lagMs = 0 }) => lagMs));
}

function opinionsOf(writer: RegionState | undefined): ServiceFigures['observers'] {
  const all = (writer?.answering ?? 0) + (writer?.against ?? 0);
  return writer === undefined || all === 0 ? undefined : { answering: writer.answering, all };
}
