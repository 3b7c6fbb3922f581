/** How a process dies in a test: at its `diesAt`-th call (1 is the first), before it takes effect or after. */
export interface DeathOptions {
  readonly diesAt?: number;
  readonly effect?: 'applied' | 'lost';
}

/** One process: it calls its ports until it dies, and from then on hears nothing and does nothing. */
export class Life {
  calls = 0;
  dead = false;
  /** Told of each call before it is made. */
  onCall: () => void = () => undefined;
  #diesAt: number;
  #effect: 'applied' | 'lost';

  constructor({ diesAt = Infinity, effect = 'lost' }: DeathOptions = {}) {
    this.#diesAt = diesAt;
    this.#effect = effect;
  }

  /** Counts a call: whether it still takes effect. */
  call(): boolean {
    if (this.dead) return false;
    this.calls += 1;
    this.onCall();
    this.dead = this.calls >= this.#diesAt;
    return !this.dead || this.#effect === 'applied';
  }

  /** It dies at the call that it is at. */
  end(effect: 'applied' | 'lost'): void {
    this.#diesAt = this.calls;
    this.#effect = effect;
  }
}
