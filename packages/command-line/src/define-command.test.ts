import { expect, it } from '@jest/globals';
import { defineCommand } from './define-command.ts';
import { runCommand } from './testing/run-command.ts';

it('gives run values of the types that the specification declares', async () => {
  let seen: unknown;
  const spec = defineCommand({
    name: 'orders list',
    summary: 'List orders.',
    arguments: [
      { name: 'table', description: 'A table.' },
      { name: 'key', description: 'Keys.', variadic: true, kind: { whole: [0, 9] } },
    ],
    options: {
      limit: { value: 'N', description: 'Lines.', kind: { whole: [1, 10] }, default: 5 },
      readUnits: { value: 'N', description: 'Units.', kind: { number: [0, 1] } },
      state: { value: 'STATE', description: 'State.', kind: { choice: ['open', 'closed'] } },
      since: { value: 'TIME', description: 'Time.', kind: 'time' },
      for: { value: 'TIME', description: 'Length.', kind: { duration: ['1s', '1d'] }, default: '4h' },
      tag: { value: 'TAG', description: 'Tags.', repeatable: true, short: 't' },
      dryRun: { description: 'Nothing is written.' },
    },
    examples: [],
    run: async ({ arguments: { table, key }, options, file, output }) => {
      const named: string = table;
      const keys: readonly number[] = key;
      const limit: number = options.limit;
      const units: number | undefined = options.readUnits;
      const state: 'open' | 'closed' | undefined = options.state;
      const since: number | undefined = options.since;
      const length: number = options.for;
      const tags: readonly string[] = options.tag;
      const dry: boolean = options.dryRun;
      seen = { named, keys, limit, units, state, since, length, tags, dry, file, output };
    },
  });
  expect(await runCommand(spec, ['a', '1', '2'], { env: {} })).toEqual({ code: 0, out: '', err: '' });
  const bare = { units: undefined, state: undefined, since: undefined, tags: [], dry: false };
  const input = {
    named: 'a',
    keys: [1, 2],
    limit: 5,
    length: 14_400_000,
    file: 'understudy.yaml',
    output: 'text',
  };
  expect(seen).toEqual({ ...bare, ...input });
  const words =
    'a 1 --limit 7 --read-units 0.5 --state open --since 2026-11-23T05:30:00Z --for 90s -t x --tag=y --dry-run -f u.yaml -o wide';
  await runCommand(spec, words.split(' '), { env: { UNDERSTUDY_FILE: 'other.yaml' } });
  expect(seen).toEqual({
    ...{ named: 'a', keys: [1], limit: 7, units: 0.5, state: 'open', tags: ['x', 'y'], dry: true },
    ...{ since: Date.UTC(2026, 10, 23, 5, 30), length: 90_000, file: 'u.yaml', output: 'wide' },
  });
  await runCommand(spec, ['a', '1'], { env: { UNDERSTUDY_FILE: 'other.yaml' } });
  expect(seen).toMatchObject({ file: 'other.yaml' });
});
