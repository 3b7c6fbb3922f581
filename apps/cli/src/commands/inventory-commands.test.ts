import { describe, expect, it } from '@jest/globals';
import { runCommand, type CommandOutcome } from '@understudy/command-line/testing';
import { ControlStoreError } from '@understudy/control-store';
import { AT_MS } from '@understudy/orchestrator/testing';
import { sampleTopology } from '@understudy/topology/testing';
import { KIND_NAMES, type KindName } from '../inventory/kind-names.ts';
import { kindOf } from '../inventory/kind-of.ts';
import type { Sights } from '../inventory/sights.ts';
import { sampleSights } from '../inventory/test-support/sample-sights.ts';
import { inventoryCommands } from './inventory-commands.ts';

const KINDS = Object.keys(KIND_NAMES) as KindName[];
const sights = await sampleSights();
const away = new ControlStoreError('UND_CONTROL_STORE_UNREACHABLE', { what: 'eu-west-1 does not answer.' });

/** As reading does: what no source asks for is absent. */
const specs = ({ topology, atMs, status, plan, programs, moves, intents, scenarios }: Sights) =>
  inventoryCommands(async ({ sources }) => ({
    topology,
    atMs,
    ...(sources.includes('regions') && status && { status }),
    ...(sources.includes('control') && plan && { plan }),
    ...(sources.includes('programs') && programs && { programs }),
    ...(sources.includes('moves') && moves && { moves }),
    ...(sources.includes('intents') && intents && { intents }),
    ...(sources.includes('scenarios') && scenarios && { scenarios }),
  }));
async function run(words: string, read: Sights = sights): Promise<CommandOutcome> {
  const [name = '', ...argv] = words.split(' ');
  const spec = specs(read).find((each) => each.name === name);
  if (spec === undefined) throw new Error(`There is no command ${name}.`);
  return runCommand(spec, argv);
}

describe('understudy get', () => {
  it('shows a table of what there is', async () => {
    expect((await run('get regions')).out)
      .toBe(`Region        Role     From here               Observers        Fence
us-east-1     writer   UND_ROUTE_FENCE_UNREA…  0 of 3 reach it  unknown
eu-central-1  standby  12 ms                   3 of 3 reach it  none
eu-west-1     witness  20 ms                   -                -

Unknown: us-east-1 does not answer this machine (UND_ROUTE_FENCE_UNREACHABLE):
what it keeps, its fence and the links to it, is not known. Seen last
2027-01-15T07:59:57Z, 2.5 s ago.
`);
  });

  it.each(KINDS)('of %s fits 80 columns, and has every item as JSON', async (kinds) => {
    const { code, out, err } = await run(`get ${kinds}`);
    expect([code, err]).toEqual([0, '']);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const { items, kind } = JSON.parse((await run(`get ${kinds} -o json`)).out) as {
      readonly kind: string;
      readonly items: readonly unknown[];
    };
    expect(kind).toBe(kinds);
    expect(items.length).toBeGreaterThan(0);
    expect((await run(`get ${kinds} -o wide`)).out.length).toBeGreaterThanOrEqual(out.length);
  });

  it('shows at most so many, and says how many more there are', async () => {
    const { out, err } = await run('get drills --limit 2');
    expect(out.split('\n')).toHaveLength(4);
    expect(err).toMatch(/^and \d+ more; --limit shows more\.\n$/);
  });

  it('shows what it could read without the control store, says what is unknown, and ends with 10', async () => {
    const { code, out, err } = await run('get tables', { ...sights, plan: { error: away } });
    expect(code).toBe(10);
    expect(err).toContain('UND_CONTROL_STORE_UNREACHABLE');
    expect(out).toMatch(/^orders +stamped +replicating/m);
    expect(out).toContain('The control store could not be read');
    expect(out).toContain('Since when is not known.');
  });

  it('names the observers of the topology while nothing is known of them', async () => {
    const { out } = await run('get observers', { ...sights, plan: { error: away } });
    expect(out).toMatch(/^orch-2 +frankfurt +unknown +none +unknown$/m);
  });

  it('says since when nothing is known where no orchestrator leads', async () => {
    const { plan } = sights;
    if (plan === undefined || 'error' in plan) throw new Error('the sample has a plan');
    const { decided, ...rest } = plan;
    expect(decided).toBeDefined();
    const { code, out } = await run('get findings', { ...sights, plan: rest });
    expect(code).toBe(0);
    expect(out).toBe(
      'No findings are known.\n\nUnknown: No orchestrator leads: findings are not known. Seen last\n2027-01-15T07:59:59Z, 300 ms ago.\n',
    );
  });
});

describe('understudy get of what there is not', () => {
  it('refuses a kind that there is not, with the nearest', async () => {
    const { code, err } = await run('get reigons');
    expect(code).toBe(2);
    expect(err).toContain('Did you mean "regions"?');
  });

  it('refuses what only orchestrators know where none is declared', async () => {
    const { plan, ...rest } = { ...sights, topology: sampleTopology().value };
    expect(plan).toBeDefined();
    for (const words of ['get findings', 'get moves', 'describe observer orch-1']) {
      const { code, out, err } = await run(words, rest);
      expect([code, out, err]).toEqual([2, '', expect.stringContaining('UND_ORCHESTRATOR_NOT_CONFIGURED')]);
    }
  });
});

describe('understudy describe', () => {
  const names = KINDS.map((kinds) => [KIND_NAMES[kinds], kindOf(kinds).names(sights)[0] ?? ''] as const);

  it.each(names)('of the %s %s shows it whole, in 80 columns, with what to do next', async (kind, name) => {
    const { code, out, err } = await run(`describe ${kind} ${name}`);
    expect([code, err]).toEqual([0, '']);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(out).toContain(`${kind} ${name} of shop`);
    for (const label of ['State: ', 'Next: ']) expect(out).toContain(`\n${label}`);
    expect(JSON.parse((await run(`describe ${kind} ${name} -o json`)).out)).toMatchObject({ kind, name });
  });

  it('has the evidence, the last moves and the command of a region that is lost', async () => {
    const { out } = await run('describe region us-east-1');
    expect(out).toContain('us-east-1 does not answer this machine');
    for (const observer of ['orch-1', 'orch-2', 'orch-3'])
      expect(out).toMatch(new RegExp(`${observer}: +unreachable \\(3 looks missed, since 2\\.0 s ago\\)`));
    expect(out).toMatch(/Evidence:\n {2}orch-1, /);
    expect(out).toMatch(/failover from us-east-1 to eu-central-1 by orch-1: epoch\s+2, 3\.4 s/);
    expect(out).toMatch(/Next: The writer does not answer: us-east-1[^]*\n {6}understudy plan\n/);
  });

  it('has the maintenance of a pool, and the answer that an intent waits for', async () => {
    expect((await run('describe pool api')).out).toContain('new disks');
    expect((await run('describe intent failover-of-epoch-1-1')).out).toContain(
      'understudy approve failover-of-epoch-1-1 --comment TEXT',
    );
  });

  it.each([
    ['region us-east-2', 'Did you mean us-east-1?'],
    ['table odrers', 'Did you mean orders?'],
    ['move nothing-like-it', 'Known: move-1.'],
    ['drill writer-kiled', 'Did you mean writer-killed?'],
  ])('refuses the unknown %s with a suggestion (exit 7)', async (words, hint) => {
    const { code, out, err } = await run(`describe ${words}`);
    expect([code, out]).toEqual([7, '']);
    expect(err).toContain('UND_CLI_NAME_UNKNOWN');
    expect(err).toContain(hint);
  });

  it('ends with the error of the control store where a name may be in what it keeps', async () => {
    const { code, err } = await run('describe move move-1', { ...sights, moves: { error: away } });
    expect([code, err]).toEqual([10, expect.stringContaining('UND_CONTROL_STORE_UNREACHABLE')]);
  });

  it('shows words of other machines as plain text', async () => {
    const bad = '\u001b[31mred\nlines';
    const { moves } = sights;
    if (moves === undefined || 'error' in moves) throw new Error('the sample has moves');
    const [move] = moves.moves;
    if (move === undefined) throw new Error('the sample has a move');
    const changed = { ...move, report: { ...move.report, reason: bad }, endedMs: AT_MS };
    const { out } = await run('describe move move-1', {
      ...sights,
      moves: { moves: [changed], more: false },
    });
    expect(out).not.toContain('\u001b');
    expect(out).toContain('[31mred lines');
  });
});
