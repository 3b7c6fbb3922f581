import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '@understudy/command-line/testing';
import { init } from '../commands/init.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-init-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('understudy init', () => {
  it('writes nothing where the answers are wrong, and says which', async () => {
    const file = join(folder, 'understudy.yaml');
    const { code, err } = await runCommand(init, [
      ...['-f', file, '--service', 'shop', '--table', 'orders', '--witness', 'eu-west-1'],
      ...['--region', 'us-east-1', '--region', 'us-east-1'],
    ]);
    expect(code).toBe(2);
    expect(err).toContain('UND_CLI_ANSWERS_INVALID');
    expect(err).toContain('\n  UND_TOPOLOGY_REGION_DUPLICATE: regions.data[1].name is "us-east-1"');
    expect(existsSync(file)).toBe(false);
  });
});
