import { runCommand, type CommandOutcome } from '@understudy/command-line/testing';
import type { MoverOptions } from '@understudy/moves';
import { Mover } from '@understudy/moves';
import { WORLD_LIMITS } from '@understudy/moves/testing';
import { OrchestratorWorld, samplePolicy } from '@understudy/orchestrator/testing';
import { seededRandomness } from '@understudy/core/testing';
import { sampleTopology } from '@understudy/topology/testing';
import type { Topology } from '@understudy/topology';
import { moveCommands } from '../commands/move-commands.ts';
import type { MoveParties } from '../moves/move-parties.ts';

/** What a test changes of a person's machine. */
export interface PersonOptions {
  readonly user?: string;
  readonly signal?: AbortSignal;
  readonly orchestrator?: Topology['orchestrator'] | 'none';
  readonly control?: MoveParties['control'];
}

/** A service in memory that real orchestrators run, and persons who type the commands that move its writer. */
export class OrchestratedMoves {
  readonly world = new OrchestratorWorld();
  #persons = 0;

  /** Types a command. The world's time passes meanwhile. */
  async type(words: string, options: PersonOptions = {}): Promise<CommandOutcome> {
    return this.world.moves.until(this.begin(words, options), 600_000);
  }

  /** The same while the test lets time pass. */
  async begin(
    words: string,
    { user = 'ada', signal, orchestrator = samplePolicy, control = this.world.control }: PersonOptions = {},
  ): Promise<CommandOutcome> {
    this.#persons += 1;
    const { moves } = this.world;
    const { store, fences, barriers, probe } = moves.process(`${user}${String(this.#persons)}`);
    const { clock, tables } = moves;
    const randomness = seededRandomness(1_000 + this.#persons);
    const facts: MoverOptions = {
      store,
      fences,
      barriers,
      probe,
      tables,
      limits: WORLD_LIMITS,
      clock,
      randomness,
    };
    const mover = new Mover({ ...facts, telemetry: moves.telemetry });
    const { orchestrator: _none, ...topology } = sampleTopology().value;
    const parties: MoveParties = {
      service: {
        topology: orchestrator === 'none' ? topology : { ...topology, orchestrator },
        routeStore: store,
        fences,
      },
      mover,
      probe,
      control,
    };
    const [name = '', ...argv] = words
      .split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/)
      .map((word) => word.replaceAll('"', ''));
    const spec = moveCommands(async (_file, _context, action) => action(parties)).find(
      (each) => each.name === name,
    );
    if (spec === undefined) throw new Error(`There is no command ${name}.`);
    return runCommand(spec, argv, { user, clock, randomness, env: {}, ...(signal && { signal }) });
  }
}
