import type { CommandSpec } from '@understudy/command-line';
import { runCommand, type CommandOutcome } from '@understudy/command-line/testing';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import type { Route } from '@understudy/route';
import { MemoryRouteStore } from '@understudy/route-store';
import { steady } from '@understudy/route/testing';
import { parseTopology } from '@understudy/topology';
import { sampleTopology } from '@understudy/topology/testing';
import type { ConnectControl } from '../orchestration/with-control-store.ts';
import { ScriptedControlStore } from './scripted-control-store.ts';

/** Besides the regions, things that can be under maintenance. */
const MORE = `pools:
  - { name: api, region: de-fra-2, type: g6-nanode-1, image: linode/debian12, count: 1, health: { port: 80, path: / } }
balancers:
  nodes:
    - { name: lb-1, address: 10.0.0.11 }
`;

/** The wall time at which commands run, `2026-11-30T05:00:00Z`. */
export const NOW_MS = Date.UTC(2026, 10, 30, 5);

/** Commands against a control store in memory. */
export interface MemoryControl {
  readonly store: ScriptedControlStore;
  /** Runs the command of that name; a result is asked for as JSON where `-o json` is among the words. */
  readonly run: (...words: readonly string[]) => Promise<CommandOutcome>;
  /** The same, for a machine that has this name for its user. */
  readonly runAs: (user: string, ...words: readonly string[]) => Promise<CommandOutcome>;
}

/** @param commandsOf makes the commands that `run` chooses from */
export function memoryControl(
  commandsOf: (connect: ConnectControl) => readonly CommandSpec[],
  route: Route = steady(),
): MemoryControl {
  const store = new ScriptedControlStore({ clock: new ManualClock({ wallMs: NOW_MS }) });
  const topology = parseTopology(`${sampleTopology().text}${MORE}`);
  const routeStore = new MemoryRouteStore(route);
  const specs = commandsOf(async (_file, _context, action) => action({ topology, routeStore, store }));
  const randomness = seededRandomness(1);
  const runAs: MemoryControl['runAs'] = async (user, name = '', ...argv) => {
    const spec = specs.find((each) => each.name === name);
    if (spec === undefined) throw new Error(`There is no command ${name}.`);
    const clock = new ManualClock({ wallMs: NOW_MS });
    return runCommand(spec, argv, { user, clock, randomness, env: {} });
  };
  return { store, runAs, run: async (...words) => runAs('ada', ...words) };
}
