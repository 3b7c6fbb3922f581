import type { ControlStore } from '@understudy/control-store';
import type { MoveStep, MoveSteps } from '@understudy/findings';

/** Changes the stored steps of moves by compare-and-set, one change after the other. */
export class StepsRecord {
  readonly #control: Pick<ControlStore, 'writeSteps'>;
  readonly #known = new Map<MoveSteps['of'], MoveSteps>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(control: Pick<ControlStore, 'writeSteps'>) {
    this.#control = control;
  }

  /** Stores a plan in place of the one before it. @returns whether it is stored; throws what the store throws */
  plan(plan: MoveSteps): Promise<boolean> {
    return this.#inTurn(async () => {
      const { won } = await this.#control.writeSteps(plan);
      if (won) this.#known.set(plan.of, plan);
      return won;
    });
  }

  /**
   * Applies `change` to the steps of this move as they are stored.
   * @param change gives `undefined` where it does not apply any more
   * @returns what is stored then; `undefined` where it did not apply, or a later plan is stored. Throws what the store throws
   */
  change(move: MoveSteps, change: (now: MoveSteps) => MoveSteps | undefined): Promise<MoveSteps | undefined> {
    return this.#inTurn(async () => {
      const known = this.#known.get(move.of);
      let base = known !== undefined && known.revision > move.revision ? known : move;
      while (isSame(base, move)) {
        const changed = change(base);
        if (changed === undefined) return undefined;
        const next = { ...changed, revision: base.revision + 1 };
        const { won, steps } = await this.#control.writeSteps(next);
        const stored = won ? next : steps;
        if (stored === undefined) return undefined;
        this.#known.set(stored.of, stored);
        if (won) return next;
        base = stored;
      }
      return undefined;
    });
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(action);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function isSame(one: MoveSteps, other: MoveSteps): boolean {
  return one.id === other.id && one.epoch === other.epoch;
}

/** The move with this step in place of the one of its name, where that is still at the attempt and in the state of `seen`. */
export function replaceStep(move: MoveSteps, seen: MoveStep, step: MoveStep): MoveSteps | undefined {
  const now = move.steps.find(({ name }) => name === seen.name);
  if (now?.state !== seen.state || now.attempt !== seen.attempt || now.instance !== seen.instance)
    return undefined;
  return { ...move, steps: move.steps.map((each) => (each.name === step.name ? step : each)) };
}
