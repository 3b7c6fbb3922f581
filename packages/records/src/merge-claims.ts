import type { Claim, Decided, Decisions, LedgerEntry } from '@understudy/replicator';
import type { LinkName } from '@understudy/links';
import type { DecideOptions } from './decide-options.ts';
import { decisionsOf } from './decisions-of.ts';
import type { MergeResult } from './merge/merge-result.ts';
import { MergeSeals } from './merge/merge-seals.ts';
import type { MergePlan } from './merge/plan-merge.ts';
import type { Decider } from './types.ts';

type Untold = Extract<MergeResult, { readonly why: string }>;

/** One merge's claims on the entries of a key, and the seal that they name. */
export class MergeClaims {
  readonly link: LinkName;
  readonly token: string;
  readonly #options: DecideOptions;
  readonly #decisions: Decisions;
  readonly #claim: Claim;
  #region: string | undefined;
  #ids: string[] = [];

  constructor(link: LinkName, { by, why }: Decider, options: DecideOptions) {
    const { records, randomness, clock } = options;
    this.link = link;
    this.token = randomness.unique();
    this.#options = options;
    this.#decisions = decisionsOf({ kind: 'ledger', link, id: '' }, records);
    this.#claim = { token: this.token, action: 'merge', by, why, atMs: clock.wallMs() };
  }

  /**
   * Ends merges that were left half done, by any process: their entries are closed if the write was made, else free again.
   * A merge that is still under way loses its seal, and writes nothing.
   */
  async endAbandoned(entries: readonly LedgerEntry[]): Promise<void> {
    for (const { id, claim } of entries) {
      if (claim?.action !== 'merge' || claim.region === undefined) continue;
      const seals = new MergeSeals(this.#options.records.client(claim.region), this.link);
      const outcome = await seals.end(claim.token);
      await this.#decisions.complete(this.link, id, { ...claim, outcome }, outcome === 'merged');
    }
  }

  /**
   * Begins a seal in `region` and claims the entries, once. Given back: why that was not possible.
   * Condition of each claim: the entry is open, and no other claim holds it.
   */
  async take(entries: readonly LedgerEntry[], region: string): Promise<Untold | undefined> {
    if (this.#region === region) return undefined;
    if (this.#region !== undefined) return this.release(byAnother('the writer was moved meanwhile'));
    await this.#seals(region).begin(this.token);
    this.#region = region;
    for (const { id } of entries) {
      const claimed = await this.#decisions.claim(this.link, id, { ...this.#claim, region });
      if (!claimed.won) return this.release(byAnother(describe(claimed.current)));
      this.#ids.push(id);
    }
    return undefined;
  }

  /** Closes the entries. An entry whose claim another merge has ended was closed by it: it found the same seal. */
  async complete(
    { held, lacked }: Extract<MergePlan, { readonly merged: unknown }>,
    details: string,
  ): Promise<void> {
    const claim = { ...this.#claim, region: this.#region };
    for (const { id } of held)
      await this.#decisions.complete(this.link, id, { ...claim, outcome: 'stands-already' }, true);
    for (const { id } of lacked)
      await this.#decisions.complete(this.link, id, { ...claim, outcome: 'merged', details }, true);
    this.#ids = [];
  }

  /** Gives up: the write can't be made any more, and the entries are free. */
  async release<Result extends MergeResult>(result: Result): Promise<Result> {
    if (this.#region !== undefined) await this.#seals(this.#region).end(this.token);
    for (const id of this.#ids.splice(0))
      await this.#decisions.complete(this.link, id, { ...this.#claim, outcome: result.is }, false);
    return result;
  }

  #seals(region: string): MergeSeals {
    return new MergeSeals(this.#options.records.client(region), this.link);
  }
}

function byAnother(why: string): Untold {
  return { is: 'by-another', why };
}

function describe({ claim, closed }: Decided): string {
  if (closed !== undefined) return `an entry was closed meanwhile: ${closed}`;
  return claim === undefined
    ? 'an entry was superseded'
    : `${claim.by} has claimed an entry (${claim.action})`;
}
