import { describe, expect, it } from '@jest/globals';
import type { Stage } from '../stage.ts';
import { stayUp } from './stay-up.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;

interface Acted {
  readonly said: readonly string[];
  readonly done: readonly string[];
}

/** Types lines at a service of which some regions are dead, and whose regions fail to be killed as told. */
async function act(lines: readonly string[], dead: readonly string[], failure?: Error): Promise<Acted> {
  const said: string[] = [];
  const done: string[] = [];
  const stage = {
    regions: REGIONS,
    signal: new AbortController().signal,
    screen: { say: (text: string) => said.push(text), print: (text: string) => said.push(text) },
    operator: {
      dead,
      writer: () => Promise.resolve(REGIONS[0]),
      kill: (region: string) => {
        done.push(`kill ${region}`);
        return failure === undefined ? Promise.resolve(0) : Promise.reject(failure);
      },
    },
  } as unknown as Stage;
  await stayUp(
    stage,
    (async function* () {
      yield* await Promise.resolve(lines);
    })(),
  );
  return { said, done };
}

describe('stayUp', () => {
  it('refuses what could not go well, and asks on', async () => {
    const { said, done } = await act(['kill eu', 'switch', 'foo bar', 'quit', 'kill us'], ['us-east-1']);
    expect(done).toEqual([]);
    expect(said).toEqual([
      'us-east-1 is dead: nothing could take over. First: restore us-east-1.',
      'us-east-1 is dead: a planned switch needs both regions. First: restore us-east-1.',
      'There is no command "foo". There are: kill REGION, restore REGION, switch, check, help, quit.',
    ]);
  });

  it('says an error of the network in a line, and asks on', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    const { said, done } = await act(['kill eu', 'kill eu', 'quit'], [], refused);
    expect(done).toEqual(['kill eu-central-1', 'kill eu-central-1']);
    expect(said[0]).toBe(
      'That did not come to its end: connect ECONNREFUSED 127.0.0.1:1. Everything else goes on.',
    );
  });

  it('throws an error that nobody foresaw', async () => {
    await expect(act(['kill eu', 'quit'], [], new TypeError('a bug'))).rejects.toThrow('a bug');
  });
});
