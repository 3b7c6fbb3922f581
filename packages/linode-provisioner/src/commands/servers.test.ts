import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openWorkspace, type Workspace } from '@understudy/sandbox';
import { instancesOf } from '../test-support/differences-of.ts';
import { openTheatre, playStep, type Step } from '../test-support/play-step.ts';
import { appPool } from '../test-support/app-pool.ts';
import { bundleProgram, startProgram } from '../test-support/start-program.ts';
import { topologyText } from '../test-support/topology-text.ts';

let workspace: Workspace;
let theatre: Awaited<ReturnType<typeof openTheatre>>;

beforeAll(async () => {
  workspace = await openWorkspace();
  const folder = workspace.directory;
  const ending = new AbortController().signal;
  theatre = await openTheatre({ program: await bundleProgram(folder), folder, ending });
});

afterAll(async () => {
  await theatre.close();
  await workspace.close();
});

function writeTopology(service: string, count: number): string {
  const file = join(workspace.directory, `${service}.yaml`);
  writeFileSync(file, topologyText(service, [appPool('good morning', { count })]));
  return file;
}

/** Runs `understudy servers ARGS -f FILE`. */
function start(file: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { token, endpoint } = theatre.cloud;
  return startProgram(theatre.program, {
    args: ['servers', ...args, '-f', file],
    token,
    endpoint,
    environment,
  }).ended;
}

const labelsOf = (service: string) =>
  instancesOf(theatre.cloud, service)
    .map(({ label, status }) => `${label} ${status}`)
    .sort();

describe('understudy servers', () => {
  it('plans, applies, shows and refuses, and its output has no secret', async () => {
    const { cloud } = theatre;
    const file = writeTopology('shop', 1);
    const planned = await start(file, ['plan']);
    expect(planned).toMatchObject({
      code: 0,
      output: expect.stringContaining('+ shop-api-1-g1 in de-fra-2 (missing)'),
    });
    const applied = await start(file, ['apply']);
    expect(applied).toMatchObject({
      code: 0,
      output: expect.stringContaining('pool api: 1 instance serving'),
    });
    expect(labelsOf('shop')).toEqual(['shop-api-1-g1 running']);
    const { output } = await start(file, ['status', '-o', 'json']);
    expect(JSON.parse(output)).toMatchObject({ label: 'shop-api-1-g1', healthy: true });
    expect(cloud.passwords).toHaveLength(1);
    const unknown = await start(file, ['replace', 'shop-api-2-g1']);
    expect(unknown).toMatchObject({ code: 7, output: expect.stringContaining('there are shop-api-1-g1') });
    expect(labelsOf('shop')).toEqual(['shop-api-1-g1 running']);
    for (const hidden of [cloud.token, ...cloud.passwords])
      expect(planned.output + applied.output + output).not.toContain(hidden);
  });
});

describe('understudy servers --dry-run', () => {
  it('shows what each command would do, and changes nothing', async () => {
    const file = writeTopology('rehearsal', 1);
    const before = await start(file, ['ensure', 'api', '--dry-run']);
    expect(before.output).toContain('+ rehearsal-api-1-g1 in de-fra-2 (missing)');
    expect(labelsOf('rehearsal')).toEqual([]);
    await start(file, ['apply']);
    const changes: string[] = [];
    const unwatch = theatre.cloud.watch(({ method, path }) => {
      if (method !== 'GET') changes.push(`${method} ${path}`);
    });
    const label = 'rehearsal-api-1-g1';
    const shown = await Promise.all([
      start(file, ['replace', label, '--dry-run']),
      start(file, ['reboot', label, '--dry-run']),
      start(file, ['rebuild', label, '--dry-run']),
      start(file, ['restart', label, '--dry-run']),
      start(file, ['sweep', '--dry-run']),
      start(file, ['reboot', 'rehearsal-api-9-g9', '--dry-run']),
    ]);
    unwatch();
    expect(shown.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 7]);
    const texts = [
      /\+ rehearsal-api-1-g2 in de-fra-2 \(replacement\)\n- rehearsal-api-1-g1 .* once its successor serves/,
      /~ rehearsal-api-1-g1 .*reboot it, and wait until it serves/,
      /~ rehearsal-api-1-g1 .*give it a new disk, and wait/,
      /~ rehearsal-api-1-g1 .*restart its app, and wait/,
      /nothing to change/,
      /UND_LINODE_PROVISIONER_INSTANCE_UNKNOWN/,
    ];
    shown.forEach(({ output }, index) => expect(output).toMatch(texts[index] ?? /^$/));
    expect(changes).toEqual([]);
  });
});

describe('understudy servers, refused or killed', () => {
  it('refuses what it can not do before it sends a request', async () => {
    const calls: string[] = [];
    const unwatch = theatre.cloud.watch(({ path }) => calls.push(path));
    const file = writeTopology('refused', 1);
    const broken = join(workspace.directory, 'broken.yaml');
    writeFileSync(broken, 'service: shop\npools: [{ name: api, count: lots }]\n');
    const outcomes = await Promise.all([
      start(file, ['plan'], { LINODE_TOKEN: '' }),
      start(broken, ['apply']),
      start('nofile.yaml', ['plan'], { LINODE_TOKEN: '' }),
      start(file, ['status', '--help'], { LINODE_TOKEN: '' }),
    ]);
    unwatch();
    expect(outcomes.map(({ code }) => code)).toEqual([11, 2, 2, 0]);
    expect(outcomes[0].output).toContain('UND_LINODE_PROVISIONER_TOKEN_MISSING');
    expect(outcomes[1].output).toContain('pools[0].count');
    expect(outcomes[2].output).toContain('UND_SERVICE_FILE_UNREADABLE: nofile.yaml does not exist.');
    expect(outcomes[3].output).toContain('Needs LINODE_TOKEN, a personal access');
    expect(calls).toEqual([]);
  });

  // Every call of every kind of run is `npm run accept`'s; these are those at which most is in the balance.
  it.each<Step>([
    { scenario: 'creates', at: { call: 'POST /linode/instances', nth: 2 }, way: 'unanswered' },
    { scenario: 'creates', at: { call: 'POST /linode/instances', nth: 1 }, way: 'late' },
    { scenario: 'rolls', at: { call: 'POST /linode/instances', nth: 2 }, way: 'answered' },
    { scenario: 'replaces', at: { call: 'POST /linode/instances', nth: 1 }, way: 'unanswered' },
  ])(
    'that $scenario is killed with -9 ($way) and leaves what the next run makes exactly right',
    async (step) => {
      const service = `${step.scenario.slice(0, 3)}-${step.way}`;
      expect(await playStep(theatre, service, step)).toMatchObject({ killed: true, troubles: [] });
    },
  );
});
