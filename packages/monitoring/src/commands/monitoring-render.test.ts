import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommand } from '@understudy/command-line/testing';
import { sampleTopology } from '@understudy/topology/testing';
import { parse } from 'yaml';
import { monitoringRender } from './monitoring-render.ts';

const GATEWAY = ['--scrape', 'gateway-1=10.0.0.5:8000'] as const;

let folder: string;
let file: string;
let out: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-monitoring-'));
  file = join(folder, 'understudy.yaml');
  out = join(folder, 'out');
  await writeFile(file, sampleTopology().text);
});

afterEach(() => rm(folder, { recursive: true }));

const render = (...words: readonly string[]) =>
  runCommand(monitoringRender, ['-f', file, '--out', out, ...GATEWAY, ...words]);

describe('understudy monitoring render', () => {
  it('writes the files, and names them', async () => {
    const { code, out: says } = await render(
      '--scrape',
      'orch-1=10.0.0.6:9466',
      '--webhook',
      'http://127.0.0.1:8080/a',
    );
    expect(code).toBe(0);
    expect(says).toContain(`written  ${join(out, 'prometheus.yml')}\n`);
    expect(says).toContain(`written  ${join(out, 'grafana/understudy-overview.json')}\n`);
    const { scrape_configs: jobs } = parse(await readFile(join(out, 'prometheus.yml'), 'utf8')) as {
      readonly scrape_configs: readonly unknown[];
    };
    const job = (name: string, address: string) => ({
      job_name: name,
      static_configs: [{ targets: [address], labels: { understudy_service: 'shop' } }],
    });
    expect(jobs).toEqual([job('gateway-1', '10.0.0.5:8000'), job('orch-1', '10.0.0.6:9466')]);
    expect(await readFile(join(out, 'alertmanager.yml'), 'utf8')).toContain('url: http://127.0.0.1:8080/a\n');
    expect(await readFile(join(out, 'understudy.rules.yml'), 'utf8')).toContain(
      'runbook_url: docs/operate/runbooks/writer-down.md\n',
    );
  });

  it('changes nothing where nothing differs, and replaces what differs only by --force', async () => {
    await render();
    expect((await render()).out).toMatch(/^(unchanged {2}\S+\n)+$/);

    const rules = join(out, 'understudy.rules.yml');
    await writeFile(rules, 'groups: []\n');
    const refused = await render('--alertmanager', '10.0.0.9:9093');
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('UND_MONITORING_FILE_DIFFERS');
    expect(refused.err).toContain(rules);
    expect(refused.err).toContain('prometheus.yml');
    expect(await readFile(rules, 'utf8')).toBe('groups: []\n');
    expect(await readFile(join(out, 'prometheus.yml'), 'utf8')).not.toContain('10.0.0.9');

    const forced = await render('--alertmanager', '10.0.0.9:9093', '--force', '-o', 'json');
    expect(JSON.parse(forced.out)).toContainEqual({ path: rules, did: 'replaced' });
    expect(await readFile(rules, 'utf8')).toContain('UnderstudyWriterDown');
    expect(await readFile(join(out, 'prometheus.yml'), 'utf8')).toContain('10.0.0.9:9093');
  });

  it('only lists the files with --out -', async () => {
    const { code, out: says } = await runCommand(monitoringRender, ['-f', file, '--out', '-', ...GATEWAY]);
    expect([code, says]).toEqual([0, expect.stringContaining('listed  alertmanager.yml\n')]);
    expect(await readdir(folder)).toEqual(['understudy.yaml']);
  });
});

describe('what understudy monitoring render refuses', () => {
  it.each([
    [['--scrape', 'gateway'], 'UND_MONITORING_TARGET_INVALID'],
    [['--alertmanager', 'somewhere'], 'UND_MONITORING_TARGET_INVALID'],
    [['--webhook', 'ftp://127.0.0.1/'], 'UND_MONITORING_URL_INVALID'],
    [['--webhook', 'http://ada:s3cret@127.0.0.1/'], 'UND_MONITORING_URL_INVALID'],
    [['--runbooks', 'ftp://docs.example'], 'UND_MONITORING_URL_INVALID'],
  ])('refuses %j', async (words, error) => {
    const result = await render(...words);
    expect(result).toMatchObject({ code: 2, out: '', err: expect.stringContaining(error) });
    expect(result.err).not.toContain('s3cret');
    expect(await readdir(folder)).toEqual(['understudy.yaml']);
  });

  it('refuses to watch nothing', async () => {
    const result = await runCommand(monitoringRender, ['-f', file, '--out', out]);
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining('UND_MONITORING_TARGETS_MISSING') });
  });

  it('says that it cannot write', async () => {
    await writeFile(out, 'a file, no folder');
    const result = await render();
    expect(result).toMatchObject({ code: 2, err: expect.stringContaining('UND_MONITORING_FILE_UNWRITABLE') });
  });
});
