import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openAlertsInlet } from './open-alerts-inlet.ts';

const directory = mkdtempSync(join(tmpdir(), 'understudy-alerts-'));
afterAll(() => rmSync(directory, { recursive: true }));

const TOKEN = 'a-token-of-some-length';
const fileOf = (text: string) => {
  const file = join(directory, 'token');
  writeFileSync(file, text);
  return file;
};
const open = (alerts: object, host = '127.0.0.1', env = {}) =>
  openAlertsInlet({ alerts, host, env, take: () => undefined });

describe('where an orchestrator takes alerts', () => {
  it('needs no token on loopback, and one elsewhere', () => {
    for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost'])
      expect(open({}, host)).toMatchObject({ path: '/alerts' });
    for (const host of ['0.0.0.0', '10.0.0.6', '::', 'orch-1.example.org']) {
      expect(() => open({}, host)).toThrow('UND_ORCHESTRATOR_ALERTS_EXPOSED');
      expect(open({ tokenEnv: 'T' }, host, { T: TOKEN }).token).toBe(TOKEN);
    }
  });

  it('has its token from a file or from the environment', () => {
    expect(open({ tokenFile: fileOf(`${TOKEN}\n`) }).token).toBe(TOKEN);
    expect(open({ tokenEnv: 'T' }, '127.0.0.1', { T: TOKEN }).token).toBe(TOKEN);
  });

  it.each([
    ['an empty one', '\n', 'is empty'],
    ['a short one', 'short-secret', 'holds no token of at least 16'],
    ['one with a blank', 'a secret with blanks', 'holds no token of at least 16'],
  ])('refuses %s, and says where it was but not what', (_what, text, says) => {
    const tries = [
      () => open({ tokenFile: fileOf(text) }),
      () => open({ tokenEnv: 'T' }, '::1', { T: text }),
    ];
    for (const attempt of tries) {
      expect(attempt).toThrow(`UND_ORCHESTRATOR_ALERTS_TOKEN_INVALID`);
      expect(attempt).toThrow(says);
      expect(attempt).toThrow(/^(?!.*secret)/s);
    }
  });

  it('refuses a file that is not there, and a variable that is not set', () => {
    expect(() => open({ tokenFile: '/nonexistent/token' })).toThrow("can't be read (ENOENT)");
    expect(() => open({ tokenEnv: 'T' })).toThrow('The environment variable T is empty.');
  });
});
