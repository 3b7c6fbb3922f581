import { keyText } from '@understudy/versions';
import { linkId, type LinkName, type LossWindow } from '@understudy/links';
import type { TablesItem } from '../state/judge-tables.ts';
import type { Suspect } from '../state/late-applies.ts';
import type {
  BarrierItem,
  HoldItem,
  LeaderItem,
  LinkProgress,
  LinkStore,
  ShardPosition,
  StatusItem,
} from '../state/link-store.ts';

interface Kept {
  leader?: LeaderItem;
  turn: number;
  status?: StatusItem;
  barrier?: BarrierItem;
  hold?: HoldItem | undefined;
  gap?: LossWindow | undefined;
  tables?: TablesItem;
  readonly positions: Map<string, ShardPosition>;
  readonly suspects: Map<string, Suspect>;
}

/** Links' records in this process's memory: for tests. */
export class MemoryLinkStore implements LinkStore {
  readonly #links = new Map<string, Kept>();

  async readLeader(link: LinkName): Promise<LeaderItem | undefined> {
    return this.#kept(link).leader;
  }

  async claim(link: LinkName, owner: string, seen: LeaderItem | undefined): Promise<boolean> {
    const kept = this.#kept(link);
    if (kept.leader?.owner !== seen?.owner || kept.leader?.counter !== seen?.counter) return false;
    kept.leader = { owner, counter: (seen?.counter ?? 0) + 1, released: false, clean: false };
    kept.turn = 0;
    return true;
  }

  async renew(link: LinkName, owner: string, counter: number): Promise<boolean> {
    const kept = this.#kept(link);
    if (!this.#leads(kept, owner)) return false;
    kept.leader = { owner, counter, released: false, clean: false };
    return true;
  }

  async release(link: LinkName, owner: string, clean: boolean): Promise<boolean> {
    const kept = this.#kept(link);
    if (kept.leader?.owner !== owner) return false;
    kept.leader = { ...kept.leader, released: true, clean };
    return true;
  }

  async readPositions(link: LinkName): Promise<readonly ShardPosition[]> {
    return [...this.#kept(link).positions.values()];
  }

  async save(
    link: LinkName,
    owner: string,
    { turn, positions = [], dropped = [], status }: LinkProgress,
  ): Promise<boolean> {
    const kept = this.#kept(link);
    if (!this.#leads(kept, owner)) return false;
    if (turn <= kept.turn) return true;
    kept.turn = turn;
    for (const position of positions) kept.positions.set(position.shard, position);
    for (const shard of dropped) kept.positions.delete(shard);
    if (status !== undefined) kept.status = status;
    return true;
  }

  async readStatus(link: LinkName): Promise<StatusItem | undefined> {
    return this.#kept(link).status;
  }

  async readBarrier(link: LinkName): Promise<BarrierItem | undefined> {
    return this.#kept(link).barrier;
  }

  async requestBarrier(link: LinkName, token: string): Promise<boolean> {
    const kept = this.#kept(link);
    if (kept.barrier?.token === token) return false;
    kept.barrier = { token, reached: false };
    return true;
  }

  async reachBarrier(link: LinkName, owner: string, token: string): Promise<boolean> {
    const kept = this.#kept(link);
    if (!this.#leads(kept, owner) || kept.barrier?.token !== token) return false;
    kept.barrier = { token, reached: true };
    return true;
  }

  async readHold(link: LinkName): Promise<HoldItem | undefined> {
    return this.#kept(link).hold;
  }

  async requestHold(link: LinkName, token: string): Promise<boolean> {
    const kept = this.#kept(link);
    if (kept.hold?.token === token) return false;
    kept.hold = { token };
    return true;
  }

  async seeHold(link: LinkName, owner: string, token: string): Promise<boolean> {
    const kept = this.#kept(link);
    if (!this.#leads(kept, owner) || kept.hold?.token !== token) return false;
    kept.hold = { token, seenBy: owner };
    return true;
  }

  async dropHold(link: LinkName, token: string): Promise<boolean> {
    const kept = this.#kept(link);
    if (kept.hold?.token !== token) return false;
    kept.hold = undefined;
    return true;
  }

  async readGap(link: LinkName): Promise<LossWindow | undefined> {
    return this.#kept(link).gap;
  }

  async noteGap(link: LinkName, owner: string, gap: LossWindow): Promise<boolean> {
    const kept = this.#kept(link);
    if (!this.#leads(kept, owner)) return false;
    kept.gap = gap;
    return true;
  }

  async dropGap(link: LinkName, { untilMs }: LossWindow): Promise<boolean> {
    const kept = this.#kept(link);
    if (kept.gap?.untilMs !== untilMs) return false;
    kept.gap = undefined;
    return true;
  }

  async readTables(link: LinkName): Promise<TablesItem | undefined> {
    return this.#kept(link).tables;
  }

  async noteTables(link: LinkName, owner: string, tables: TablesItem): Promise<boolean> {
    const kept = this.#kept(link);
    if (!this.#leads(kept, owner)) return false;
    kept.tables = tables;
    return true;
  }

  async readSuspects(link: LinkName): Promise<readonly Suspect[]> {
    return [...this.#kept(link).suspects.values()];
  }

  async dropSuspect(link: LinkName, { key, versionText }: Suspect): Promise<boolean> {
    const { suspects } = this.#kept(link);
    return suspects.get(keyText(key))?.versionText === versionText && suspects.delete(keyText(key));
  }

  /** What the transaction of a guarded delete writes on DynamoDB. */
  addSuspect(link: LinkName, suspect: Suspect): void {
    this.#kept(link).suspects.set(keyText(suspect.key), suspect);
  }

  #leads({ leader }: Kept, owner: string): boolean {
    return leader?.owner === owner && !leader.released;
  }

  #kept(link: LinkName): Kept {
    const id = linkId(link);
    const kept = this.#links.get(id) ?? { turn: 0, positions: new Map(), suspects: new Map() };
    this.#links.set(id, kept);
    return kept;
  }
}
