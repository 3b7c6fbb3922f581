import type { ControlStore } from '@understudy/control-store';
import type { Intent } from '@understudy/findings';
import { REGION_A, REGION_B, wired, type Life } from '@understudy/moves/testing';
import type { ProcessClock } from '@understudy/core/testing';
import type { OrchestratorWorld } from './orchestrator-world.ts';
import type { Outage, PersonalMove } from './outage.ts';

type Asked = PersonalMove & Pick<Outage, 'forMs'>;

/** How long an intent of a person may wait to be begun, in ms; the person withdraws it after half of that. */
const INTENT_MS = 40_000;
/** Within this time in ms the leader writes down that an intent's time is over. */
const ENDED_MS = 5_000;

/** Persons who ask for a switchover, by commands that die or are paused on the way. */
export class PersonalMoves {
  readonly #world: OrchestratorWorld;
  #count = 0;
  #waitingUntilMs = 0;

  constructor(world: OrchestratorWorld) {
    this.#world = world;
  }

  /** In ms, for how long an intent may still be begun. */
  get waiting(): number {
    return Math.max(0, this.#waitingUntilMs - this.#world.moves.clock.wallMs());
  }

  /** What a command does. Its errors are dropped. */
  begin(asked: Asked): void {
    this.#count += 1;
    const name = `person-${this.#count}`;
    const asking = asked.through === 'mover' ? this.#drive(name, asked) : this.#ask(name, asked);
    asking.catch(() => undefined);
  }

  async #drive(name: string, asked: Asked): Promise<void> {
    const { mover, life, process } = this.#world.moves.mover(name);
    this.#interrupt(asked, life, process);
    await mover.switchover({ to: this.#standby(), reason: 'A person asks.' });
  }

  /** Creates an intent, and withdraws it where no orchestrator has begun it in time. */
  async #ask(name: string, asked: Asked): Promise<void> {
    const { wire } = this.#world.moves.process(name);
    this.#interrupt(asked, wire.life, wire.process);
    const control = wired<ControlStore>(this.#world.control, wire);
    const atMs = wire.process.wallMs();
    this.#waitingUntilMs = atMs + INTENT_MS + ENDED_MS;
    const { intent } = await control.createIntent({
      id: `switchover-${name}`,
      action: { kind: 'switchover', to: this.#standby() },
      by: name,
      reason: 'A person asks.',
      atMs,
      untilMs: atMs + INTENT_MS,
      state: 'open',
      revision: 1,
    });
    await wire.process.sleep(INTENT_MS / 2);
    const withdrawn: Intent = {
      ...intent,
      state: 'expired',
      outcome: { what: 'Withdrawn: no orchestrator began it.', atMs: wire.process.wallMs() },
      revision: intent.revision + 1,
    };
    await control.updateIntent(withdrawn, intent.revision);
  }

  #interrupt({ by, call, effect, forMs }: Asked, life: Life, process: ProcessClock): void {
    life.onCall = () => {
      if (life.calls !== call) return;
      if (by === 'death') life.end(effect);
      else void this.#pause(process, forMs);
    };
  }

  async #pause(process: ProcessClock, forMs: number): Promise<void> {
    process.pause();
    await this.#world.moves.clock.sleep(forMs);
    process.resume();
  }

  #standby(): string {
    return this.#world.writer === REGION_A ? REGION_B : REGION_A;
  }
}
