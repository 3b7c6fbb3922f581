import {
  decodeStamp,
  encodeVersion,
  replicatedStamp,
  stampOf,
  VersionsError,
  type Item,
  type Version,
} from '@understudy/versions';
import type { Both, Difference, Side } from './types.ts';

/** What a repair is decided by: two copies, two tombstones, and who the writer is while nothing is merging. */
export interface RepairFacts {
  readonly difference: Pick<Difference, 'copies'>;
  /** Of the key, in each region. */
  readonly tombstones: Both<Version | undefined>;
  readonly regions: Both<string>;
  /** The place of the writer: steady, nothing merging. */
  readonly writer: Side;
  readonly stampAttribute: string;
  readonly writes: 'stamped' | 'foreign';
}

/**
 * Why stamps can't decide.
 * - `foreign`: the table's writes bear no stamps
 * - `no-stamps`: neither copy has one
 * - `same-version`: both say that they are the same write
 * - `absent-at-writer`: the writer lacks what the other region once wrote itself, and no tombstone says why
 * - `stamp-invalid`: a stamp is none of ours
 */
export type Undecided = 'foreign' | 'no-stamps' | 'same-version' | 'absent-at-writer' | 'stamp-invalid';

/** The one write that makes both regions the same by the stamp rule, or the reason for no write. */
export type RepairPlan =
  | {
      readonly does: 'put';
      /** Where it goes; the other region holds the winner. */
      readonly side: Side;
      /** The winner with the stamp that its copy gets. */
      readonly item: Item;
    }
  | { readonly does: 'remove'; readonly sides: readonly Side[]; readonly version: Version }
  | { readonly does: 'nothing'; readonly undecided: Undecided };

/** How much the word of a copy or a removal weighs among those of its epoch and region. */
type Weight = 'sequence' | 'own-removal' | 'own-copy';

interface Claim {
  readonly kind: 'copy' | 'removal';
  readonly side: Side;
  /** `undefined`: without a stamp, older than any version. */
  readonly version: Version | undefined;
  readonly weight: Weight;
}

const WEIGHTS: readonly Weight[] = ['sequence', 'own-removal', 'own-copy'];

/**
 * The link's own rule (the protocol, "A link, record by record", steps 3 to 5) for two copies instead of a record and a
 * copy: the later version wins, a tombstone or a mark against a copy too; within one epoch the order of the region that
 * wrote is the one that counts, so the item there now is its last word, whatever sequence its copy elsewhere bears.
 * An item that only one region has goes from the writer to the standby; it is removed from the standby where the writer
 * wrote it, and so removed it.
 */
export function planRepair(facts: RepairFacts): RepairPlan {
  if (facts.writes === 'foreign') return { does: 'nothing', undecided: 'foreign' };
  try {
    return decide(facts);
  } catch (error) {
    if (error instanceof VersionsError) return { does: 'nothing', undecided: 'stamp-invalid' };
    throw error;
  }
}

function decide(facts: RepairFacts): RepairPlan {
  const claims = claimsOf(facts);
  const copies = claims.filter(({ kind }) => kind === 'copy');
  const [best] = [...claims].sort((a, b) => compareClaims(b, a));
  if (best?.kind === 'removal' && best.version !== undefined) {
    const sides = ([0, 1] as const).filter((side) => facts.difference.copies[side] !== undefined);
    return { does: 'remove', sides, version: best.version };
  }
  if (best === undefined || copies.every(({ version }) => version === undefined)) {
    return { does: 'nothing', undecided: 'no-stamps' };
  }
  const rival = copies.find((copy) => copy !== best);
  if (rival !== undefined && compareClaims(best, rival) === 0) {
    return { does: 'nothing', undecided: 'same-version' };
  }
  const lacks = facts.difference.copies[other(best.side)] === undefined;
  return lacks && best.side !== facts.writer ? decideAbsentAtWriter(best, facts) : put(best, facts);
}

function decideAbsentAtWriter({ side, version }: Claim, { regions, writer }: RepairFacts): RepairPlan {
  if (version?.region !== regions[writer]) return { does: 'nothing', undecided: 'absent-at-writer' };
  return { does: 'remove', sides: [side], version };
}

/** The copy bears the winner's version, or that of what it replaces where the winner's own sequence is not known. */
function put(best: Claim, facts: RepairFacts): RepairPlan {
  const side = other(best.side);
  const item = facts.difference.copies[best.side] ?? {};
  const replaced = claimsOf(facts).flatMap((claim) =>
    claim.side === side && claim.version !== undefined ? [encodeVersion(claim.version)] : [],
  );
  const own = best.version === undefined ? '' : replicatedStamp(best.version);
  const stamp = [own, ...replaced].sort().at(-1) ?? own;
  return { does: 'put', side, item: { ...item, [facts.stampAttribute]: { S: stamp } } };
}

function claimsOf({ difference, tombstones, regions, stampAttribute }: RepairFacts): readonly Claim[] {
  return ([0, 1] as const).flatMap((side): Claim[] => {
    const tombstone = tombstones[side];
    return [
      ...copyClaim(side, difference.copies[side], regions[side], stampAttribute),
      ...(tombstone === undefined
        ? []
        : [{ kind: 'removal', side, version: tombstone, weight: removalWeight(tombstone) } as const]),
    ];
  });
}

function copyClaim(side: Side, item: Item | undefined, region: string, attribute: string): readonly Claim[] {
  if (item === undefined) return [];
  const text = stampOf(item, attribute);
  if (text === undefined) return [{ kind: 'copy', side, version: undefined, weight: 'sequence' }];
  const { version, marked } = decodeStamp(text);
  if (marked) return [{ kind: 'removal', side, version, weight: removalWeight(version) }];
  const own = version.region === region && version.sequence === '0';
  return [{ kind: 'copy', side, version, weight: own ? 'own-copy' : 'sequence' }];
}

function removalWeight({ sequence }: Version): Weight {
  return sequence === '0' ? 'own-removal' : 'sequence';
}

/** Positive where `a` is later than `b`; a removal is later than a copy of the very same version. */
function compareClaims(a: Claim, b: Claim): number {
  if (a.version === undefined || b.version === undefined) {
    return Number(a.version !== undefined) - Number(b.version !== undefined);
  }
  const place = (version: Version) => encodeVersion({ ...version, sequence: '0' });
  const byPlace = compareTexts(place(a.version), place(b.version));
  if (byPlace !== 0) return byPlace;
  const byWeight = WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight);
  if (byWeight !== 0) return byWeight;
  const bySequence = compareTexts(encodeVersion(a.version), encodeVersion(b.version));
  return bySequence === 0 ? Number(a.kind === 'removal') - Number(b.kind === 'removal') : bySequence;
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function other(side: Side): Side {
  return side === 0 ? 1 : 0;
}
