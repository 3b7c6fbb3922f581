import { promotionWaitMs } from '@understudy/core';
import { PARKED_TABLE } from '@understudy/links';
import type { LinkClients, LinkContext } from '../link-context.ts';
import { boundClient, type LinkSettings } from '../link-settings.ts';
import type { CheckedTable } from '../state/check-link.ts';
import { Decisions } from '../state/decisions.ts';
import { Ancestors } from '../state/ancestors.ts';
import { KnownParked } from '../state/known-parked.ts';
import { LateApplies } from '../state/late-applies.ts';
import { Ledger } from '../state/ledger.ts';
import { SupersededWatch } from '../state/superseded-watch.ts';
import { ParkedRecords } from '../state/parked-records.ts';
import type { LeadershipTerm } from './leadership-term.ts';
import { RouteWatch } from './route-watch.ts';

export interface TermContextSettings
  extends LinkSettings, Pick<LinkContext, 'counters' | 'onTrouble' | 'onRecovered'> {}

/** What every step of one term works with. */
export function termContext(
  term: LeadershipTerm,
  { partitionKey }: CheckedTable,
  settings: TermContextSettings,
): LinkContext {
  const { name, writes, stampAttribute, target, lease, fences, limits, clock, telemetry } = settings;
  const route = new RouteWatch({ lease, fences, source: name.source });
  // By this process's own clock, which may go faster than the one that judges signatures.
  const maxRequestAgeMs = Math.ceil(limits.maxRequestAgeMs / (1 - limits.drift));
  const late = new LateApplies({ clock, maxRequestAgeMs });
  if (term.handover === 'unclean') late.note();
  if (term.handover === 'unknown') late.noteForgotten(promotionWaitMs(limits));
  const records = boundClient(target.dynamodb, settings);
  return {
    name,
    writes,
    table: { table: name.table, partitionKey, stampAttribute, tombstoneTtlMs: limits.tombstoneTtlMs },
    clients: clientsOf(term, route, late, settings),
    route,
    late,
    ledger: new Ledger(records),
    ancestors: new Ancestors(boundClient(settings.source.dynamodb, settings)),
    parked: new KnownParked({
      link: name,
      records: new ParkedRecords(records),
      decisions: new Decisions(records, PARKED_TABLE),
      unique: () => settings.randomness.unique(),
      wallMs: () => clock.wallMs(),
    }),
    counters: settings.counters,
    options: settings.options,
    tip: {
      tipConfirmations: settings.options.tipConfirmations,
      streamQuietMs: limits.streamQuietMs,
    },
    superseded: new SupersededWatch(),
    maxRequestAgeMs,
    clock,
    randomness: settings.randomness,
    signal: term.signal,
    onTrouble: settings.onTrouble,
    onRecovered: settings.onRecovered,
    onEvent: (event, facts) => telemetry.event(event, facts),
  };
}

function clientsOf(
  term: LeadershipTerm,
  route: RouteWatch,
  late: LateApplies,
  settings: LinkSettings,
): LinkClients {
  const source = settings.source.dynamodb;
  const target = settings.target.dynamodb;
  const onAmbiguous = () => late.note();
  const leads = () => term.valid();
  const isPlain = () => leads() && route.mode() === 'plain';
  const mayApplyForeign = () => leads() && route.foreignRule() === 'apply';
  return {
    plain: boundClient(target, settings, { onAmbiguous, mayStillSend: isPlain }),
    foreign: boundClient(target, settings, { onAmbiguous, mayStillSend: mayApplyForeign }),
    guarded: boundClient(target, settings, { onAmbiguous, mayStillSend: leads }),
    source: boundClient(source, settings, { onAmbiguous, mayStillSend: leads }),
    sourceReads: boundClient(source, settings),
  };
}
