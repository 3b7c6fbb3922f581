import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from './command-context.ts';
import { runTypedLines } from './run-typed-lines.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;

interface Acted {
  readonly said: readonly string[];
  readonly done: readonly string[];
}

/** Types lines at a service of which some regions are dead, and whose regions fail to be killed with `failure`. */
async function act(lines: readonly string[], dead: readonly string[], failure?: Error): Promise<Acted> {
  const said: string[] = [];
  const done: string[] = [];
  const region = (name: string) => ({
    name,
    pid: 7,
    state: dead.includes(name) ? 'killed' : 'running',
    faults: { liftAll: () => Promise.resolve() },
    kill: () => {
      done.push(`kill ${name}`);
      return failure === undefined ? Promise.resolve() : Promise.reject(failure);
    },
  });
  const say = (text: string) => void said.push(text);
  const context = {
    service: { regions: REGIONS },
    signal: new AbortController().signal,
    say,
    elapsedMs: () => 0,
    screen: { say, print: say },
    cloud: { regions: REGIONS.map(region), region },
    operator: { writer: () => Promise.resolve(REGIONS[0]) },
  } as unknown as CommandContext;
  await runTypedLines(
    context,
    (async function* () {
      yield* await Promise.resolve(lines);
    })(),
  );
  return { said, done };
}

describe('runTypedLines', () => {
  it('refuses what can not succeed, and goes on', async () => {
    const { said, done } = await act(['kill eu', 'switch', 'foo bar', 'quit', 'kill us'], ['us-east-1']);
    expect(done).toEqual([]);
    expect(said).toEqual([
      'us-east-1 is dead: nothing could take over. First: restore us-east-1.',
      'us-east-1 is dead: a planned switch needs both regions. First: restore us-east-1.',
      'Unknown command "foo". Commands: kill REGION, restore REGION, switch, check, help, quit.',
    ]);
  });

  it('says an error of the network in a line, and goes on', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    const { said, done } = await act(['kill eu', 'kill eu', 'quit'], [], refused);
    expect(done).toEqual(['kill eu-central-1', 'kill eu-central-1']);
    expect(said[0]).toBe('Command failed: connect ECONNREFUSED 127.0.0.1:1. The drill is still running.');
  });

  it('throws an unexpected error', async () => {
    await expect(act(['kill eu', 'quit'], [], new TypeError('a bug'))).rejects.toThrow('a bug');
  });
});
