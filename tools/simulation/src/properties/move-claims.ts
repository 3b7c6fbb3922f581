import { ROUTE_TABLE } from '@understudy/links';
import type { OwnChange } from '../world/journal.ts';

/** When each move was claimed, in ms of the history: what happened before it, its barriers have to find. */
export class MoveClaims {
  readonly #atMs = new Map<string, number>();

  note({ table, after }: OwnChange, nowMs: number): void {
    const moveId = after?.moveId?.S;
    if (table === ROUTE_TABLE && moveId !== undefined && !this.#atMs.has(moveId))
      this.#atMs.set(moveId, nowMs);
  }

  atMs(moveId: string): number {
    return this.#atMs.get(moveId) ?? Infinity;
  }
}
