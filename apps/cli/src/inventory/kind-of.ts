import type { Kind } from './define-kind.ts';
import type { KindName } from './kind-names.ts';
import { drillsKind } from './kinds/drills-kind.ts';
import { findingsKind } from './kinds/findings-kind.ts';
import { intentsKind } from './kinds/intents-kind.ts';
import { linksKind } from './kinds/links-kind.ts';
import { movesKind } from './kinds/moves-kind.ts';
import { observersKind } from './kinds/observers-kind.ts';
import { poolsKind } from './kinds/pools-kind.ts';
import { programsKind } from './kinds/programs-kind.ts';
import { regionsKind } from './kinds/regions-kind.ts';
import { tablesKind } from './kinds/tables-kind.ts';

const KINDS: Readonly<Record<KindName, Kind>> = {
  regions: regionsKind,
  tables: tablesKind,
  links: linksKind,
  observers: observersKind,
  programs: programsKind,
  pools: poolsKind,
  moves: movesKind,
  intents: intentsKind,
  findings: findingsKind,
  drills: drillsKind,
};

export function kindOf(name: KindName): Kind {
  return KINDS[name];
}
