import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALERTS } from './alerts.ts';
import { renderAlertmanager } from './render-alertmanager.ts';
import { runTool } from './test-support/run-tool.ts';
import { sampleFiles } from './test-support/sample-files.ts';
import { writeFiles } from './write-files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-monitoring-'));
  await writeFiles(sampleFiles(), { folder, force: false });
});

afterAll(() => rm(folder, { recursive: true }));

describe('promtool', () => {
  it('takes the configuration and the rules', async () => {
    const config = await runTool('promtool', ['check', 'config', 'prometheus.yml'], folder);
    expect(config).toMatchObject({ code: 0 });
    expect(config.says).toContain(`${Object.keys(ALERTS).length} rules found`);
    const rules = await runTool('promtool', ['check', 'rules', '--lint=all', 'understudy.rules.yml'], folder);
    expect(rules).toMatchObject({ code: 0 });
  });

  it('sees each alert fire on its fault, and none on a healthy service', async () => {
    const tested = await runTool('promtool', ['test', 'rules', 'understudy.rules.test.yml'], folder);
    expect(tested.says).toContain('SUCCESS');
    expect(tested.code).toBe(0);
  });

  it('is heard: an alert with another limit fails its test', async () => {
    const { 'understudy.rules.yml': rules = '', 'understudy.rules.test.yml': all = '' } = sampleFiles();
    const whole = parse(all) as { readonly tests: readonly { readonly name: string }[] };
    const tests = whole.tests.filter(({ name }) => name === 'UnderstudyTrimNear');
    const other = join(folder, 'other');
    const files = {
      'understudy.rules.yml': rules.replace('trim_seconds) < 14400', 'trim_seconds) < 1440'),
      'understudy.rules.test.yml': stringify({ ...whole, tests }),
    };
    await writeFiles(files, { folder: other, force: false });
    const tested = await runTool('promtool', ['test', 'rules', 'understudy.rules.test.yml'], other);
    expect(tested.code).not.toBe(0);
    expect(tested.says).toContain('alertname: UnderstudyTrimNear');
  });
});

describe('amtool', () => {
  it('takes the configuration, with a webhook and without', async () => {
    const withWebhook = await runTool('amtool', ['check-config', 'alertmanager.yml'], folder);
    expect(withWebhook).toMatchObject({ code: 0 });
    expect(withWebhook.says).toContain('2 receivers');
    await writeFile(join(folder, 'without.yml'), renderAlertmanager({}));
    expect(await runTool('amtool', ['check-config', 'without.yml'], folder)).toMatchObject({ code: 0 });
  });

  it('sends the orchestrators every alert of their service, beside the people', async () => {
    const orchestrators = {
      service: 'shop',
      urls: ['http://10.0.0.6:9466/alerts'],
      tokenFile: '/etc/understudy/alerts.token',
    };
    await writeFile(join(folder, 'orchestrators.yml'), renderAlertmanager({ orchestrators }));
    const checked = await runTool('amtool', ['check-config', 'orchestrators.yml'], folder);
    expect([checked.code, checked.says]).toEqual([0, expect.stringContaining('3 receivers')]);
    const routesOf = async (...labels: readonly string[]) => {
      const words = ['config', 'routes', 'test', '--config.file=orchestrators.yml', ...labels];
      return (await runTool('amtool', words, folder)).says.split('\n')[0];
    };
    expect(await routesOf('severity=page', 'understudy_service=shop')).toBe('orchestrators,pages');
    expect(await routesOf('severity=ticket', 'understudy_service=shop')).toBe('orchestrators,tickets');
    expect(await routesOf('severity=page', 'understudy_service=other')).toBe('pages');
  });

  it('takes the examples once their comments are removed', async () => {
    const text = renderAlertmanager({ webhook: 'http://127.0.0.1:1/' })
      .replaceAll(/^( {4})# ((?:email|slack)_configs:| .*)$/gm, '$1$2')
      .replace('route:', 'global: { smtp_smarthost: "localhost:25", smtp_from: a@example.org }\nroute:');
    expect(text).toContain('\n    slack_configs:\n');
    await writeFile(join(folder, 'examples.yml'), text);
    const { code, says } = await runTool('amtool', ['check-config', 'examples.yml'], folder);
    expect([code, says]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });

  it.each([
    [['severity=page'], 'pages'],
    [['severity=ticket'], 'tickets'],
  ])('sends %j to %s', async (labels, receiver) => {
    const routed = await runTool(
      'amtool',
      ['config', 'routes', 'test', '--config.file=alertmanager.yml', ...labels],
      folder,
    );
    expect(routed.says.split('\n')).toContain(receiver);
  });
});
