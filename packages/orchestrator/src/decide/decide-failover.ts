import type { Block, Decision, ServiceView, WantedFailover } from '@understudy/findings';
import { otherRegion, type Route } from '@understudy/route';
import { assess } from '../assess/assess.ts';
import { blockByEvidence } from './block-by-evidence.ts';
import { blockByPolicy } from './block-by-policy.ts';
import { blockByStandby } from './block-by-standby.ts';
import { countVotes } from './count-votes.ts';
import { wantFailover } from './want-failover.ts';

/**
 * What is wrong, whether the writer should fail over, and everything that blocks it. The blocks are those of a failover
 * that would begin now, also while none is wanted: they say beforehand what would stand in its way. Pure: the same view
 * gives the same decision.
 */
export function decideFailover(view: ServiceView): Decision {
  const findings = assess(view);
  if (view.route.kind === 'unseen') {
    return { findings, blocks: [{ code: 'route-unseen', what: view.route.why }], acts: false };
  }
  const { route } = view.route.snapshot;
  const writer = writerOf(route);
  const votes = countVotes(view, writer);
  const wanted = wantFailover(view, writer, votes);
  const asked = wanted ?? ifItWere(view, writer);
  const blocks = [
    ...underWay(route),
    ...(wanted === undefined ? [] : blockByEvidence(view, wanted, votes)),
    ...blockByStandby(view, asked),
    ...blockByPolicy(view, asked, votes),
  ];
  return {
    findings,
    ...(wanted !== undefined && { wanted }),
    blocks,
    acts: wanted !== undefined && blocks.length === 0,
  };
}

/** The writer, or the region that is being left. */
function writerOf(route: Route): string {
  return route.phase === 'steady' ? route.writer : route.from;
}

function underWay(route: Route): readonly Block[] {
  if (route.phase === 'steady') return [];
  const what = `A ${route.kind} to ${route.to} is under way: ${route.step}.`;
  return [{ code: 'move-under-way', what }];
}

function ifItWere(view: ServiceView, writer: string): WantedFailover {
  return {
    from: writer,
    to: otherRegion({ regions: view.regions }, writer),
    observers: view.policy.observers.map(({ name }) => name),
    agreeing: [],
  };
}
