import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import { ACCESS_KEY, withLocalRegion } from '@understudy/sandbox';
import { COMMAND_SOURCES } from './command-sources.ts';
import { runUnderstudy } from './test-support/run-understudy.ts';
import { sampleWords } from './test-support/sample-words.ts';
import {
  EMPTY_KEY,
  openWrongFiles,
  STRIPPED_KEY,
  SWAPPED_KEY,
  type WrongFiles,
} from './test-support/wrong-files.ts';
import { WRONG_INPUTS, type WrongInput } from './test-support/wrong-inputs.ts';

const local = withLocalRegion({ beforeAll, afterAll });
const sources = await Promise.all(COMMAND_SOURCES.map(({ load }) => load()));
const commands = sources.flat();
const environment = { ...process.env };
let files: WrongFiles;

/** How many commands of each source meet each wrong input: the first that it applies to, and all of them in `npm run accept`. */
const OF_EACH_SOURCE = propertyRuns(1, commands.length);
const concerned = (applies: WrongInput['applies']) =>
  sources.flatMap((specs) => specs.filter(applies).slice(0, OF_EACH_SOURCE));

/** They show on stdout what they could read or what passed, or their log, and fail then. */
const REPORTS = /^(?:status|get|describe|check|readiness|doctor|observe|replicator run|gateway run)$/;

beforeAll(async () => {
  files = await openWrongFiles(local());
});
afterAll(async () => {
  process.env = environment;
  await files.close();
});

const KEYS = {
  missing: undefined,
  refused: 'not a key!',
  swapped: SWAPPED_KEY,
  empty: EMPTY_KEY,
  stripped: STRIPPED_KEY,
} as const;

function useCredentials(credentials: WrongInput['credentials']): void {
  const key = credentials === undefined ? ACCESS_KEY : KEYS[credentials];
  process.env = { ...environment, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', LINODE_TOKEN: '' };
  if (key === undefined) return;
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: ACCESS_KEY });
}

describe.each(WRONG_INPUTS.map((wrong) => [wrong.name, wrong] as const))('%s', (_name, wrong) => {
  beforeEach(() => {
    useCredentials(wrong.credentials);
  });

  it.each(concerned(wrong.applies).map((spec) => [spec.name, spec] as const))(
    '%s gives a coded message with its remedy, and the exit code of the table (fault N5)',
    async (name, spec) => {
      const { code, out, err } = await runUnderstudy(wrong.words(spec, sampleWords(spec), files));
      expect(wrong.exits).toContain(code);
      expect(err + out).not.toMatch(/^ +at .*\d+:\d+\)?$|\[cause\]/m);
      expect(err + out).not.toMatch(/\b(?:NaN|undefined|null|\[object Object\])\b/);
      // A move shows first what it would meet.
      expect(err).toMatch(/^UND_[A-Z0-9_]+: \S.*/m);
      expect(err).toMatch(/^ {2}What to do: \S/m);
      if (!REPORTS.test(name)) expect(out).toBe('');
    },
  );
});

describe('a table that is missing', () => {
  it.each([
    ['ledger list', 'understudy-ledger'],
    ['dead-letters list', 'understudy-parked'],
    ['backfill', 'understudy-links'],
  ])('is named by %s, with its region and the command that creates it (fault N5)', async (name, table) => {
    useCredentials('stripped');
    const spec = commands.find((each) => each.name === name);
    const { err } = await runUnderstudy([...sampleWords(spec ?? never()), '-f', files.good]);
    expect(err.split('\n')[0]).toMatch(
      new RegExp(`There is no table ${table} in (?:us-east-1|eu-central-1)\\.`),
    );
    expect(err).toMatch(/What to do: .*understudy setup/);
  });

  it('is what status looks at next, never nothing', async () => {
    useCredentials('stripped');
    const { code, out } = await runUnderstudy(['status', '-f', files.good]);
    expect(code).toBe(0);
    expect(out).toMatch(/Next: .*can not be read\.\n +understudy check/);
  });
});

describe('a service that is set up, whose links no replicator leads', () => {
  beforeEach(() => {
    useCredentials(undefined);
  });

  it('is seen by observe, in both regions and the witness', async () => {
    const { code, out, err } = await runUnderstudy(['observe', '-f', files.good]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /us-east-1 +answering[^]*eu-central-1 +answering[^]*eu-west-1 \(witness\) +answering/,
    );
  });

  it.each([
    ['readiness', 'UND_CLI_MOVE_NOT_READY', /No orchestrator has evaluated it yet/],
    ['doctor', 'UND_CLI_NEEDS_ACTION', /^/],
  ])(
    'is not ready to be moved: %s names the links alone, and the orchestrators (exit 3)',
    async (name, error, said) => {
      const { code, out, err } = await runUnderstudy([name, '-f', files.good, '-o', 'json']);
      expect([code, err]).toEqual([3, expect.stringContaining(error)]);
      expect(err).toMatch(said);
      const { items, complaints = items } = JSON.parse(out) as Partial<
        Record<'items' | 'complaints', readonly unknown[]>
      >;
      expect(complaints).toContainEqual(
        expect.objectContaining({
          remedy: expect.stringContaining('Check that a replicator leads the link'),
        }),
      );
      expect(JSON.stringify(complaints)).not.toMatch(/NOT_ALLOWED|TABLES_DIFFER|stream of table/);
    },
  );
});

function never(): never {
  throw new Error('The command is gone.');
}
