import type { Snapshot } from '@understudy/api-contract';
import type { RailFacts } from '../app/page-rail.tsx';
import { knownValue } from './known-value.ts';
import { orchestratorMark } from './orchestrator-mark.ts';

/** What the rail says of the orchestrators, and how many things wait for a decision on which page. */
export function railFacts(snapshot: Snapshot, isPageStale: boolean): RailFacts {
  const isStale = isPageStale || !snapshot.orchestrators.known;
  const orchestrators = knownValue(snapshot.orchestrators);
  const watch = (orchestrators?.orchestrators ?? []).map(({ name, state, place }) => ({
    name,
    mark: isStale ? ({ tone: 'idle', glyph: 'unknown', words: name } as const) : orchestratorMark({ state }),
    note: state === 'follows' ? place : orchestratorMark({ state }).words,
  }));
  const parked = (knownValue(snapshot.links) ?? []).reduce(
    (sum, { parked: open = 0, ledger }) => sum + open + (ledger?.open ?? 0),
    0,
  );
  const urgent = (knownValue(snapshot.findings) ?? []).filter(({ severity }) => severity !== 'notice').length;
  const proposed = (knownValue(snapshot.intents) ?? []).filter(({ state }) => state === 'proposed').length;
  return {
    watch,
    without: orchestrators === undefined ? 'Not known' : 'None is declared',
    automatic: automaticWords(orchestrators, isStale),
    isLocalCloud: snapshot.service.localCloud,
    counts: {
      '/records': { count: parked, what: 'to decide' },
      '/incidents': { count: urgent, what: 'open' },
      '/move': { count: proposed, what: 'to approve' },
    },
  };
}

function automaticWords(
  orchestrators: { readonly automatic: boolean; readonly approval: boolean } | undefined,
  isStale: boolean,
): string {
  if (orchestrators === undefined) return 'Automatic failover: not known';
  const state = orchestrators.automatic ? (orchestrators.approval ? 'on, with approval' : 'on') : 'off';
  return `Automatic failover ${isStale ? 'was ' : ''}${state}`;
}
