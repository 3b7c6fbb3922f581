import { describe, expect, it } from '@jest/globals';
import { HELP, readCommand, readSettings, USAGE } from './read-command.ts';

describe('the command line', () => {
  it('names a topology and what to do', () => {
    expect(readCommand(['u.yaml', 'plan'])).toEqual({ topologyFile: 'u.yaml', action: { name: 'plan' } });
    expect(readCommand(['u.yaml', 'replace', 'a-b-1-g1', 'nl-ams'])).toMatchObject({
      action: {
        name: 'replace',
        label: 'a-b-1-g1',
        region: 'nl-ams',
      },
    });
    expect(readCommand(['u.yaml', 'restart', 'a-b-1-g1'])).toMatchObject({
      action: { name: 'restart', label: 'a-b-1-g1' },
    });
    expect(readCommand(['u.yaml', 'ensure', 'api'])).toMatchObject({
      action: { name: 'ensure', pool: 'api' },
    });
  });

  it.each([['--help'], ['-h'], ['u.yaml', 'plan', '--help']])('asks for help: %s %s %s', (...args) => {
    expect(readCommand(args)).toBe('help');
    for (const action of USAGE.match(/(?<= )[a-z]+/g) ?? []) expect(HELP).toContain(`\n  ${action} `);
  });

  it.each([
    [[]],
    [['--bogus', 'plan']],
    [['u.yaml']],
    [['u.yaml', 'destroy']],
    [['u.yaml', 'plan', 'api']],
    [['u.yaml', 'reboot']],
    [['u.yaml', 'replace', 'a', 'b', 'c']],
    [['', 'plan']],
  ])('is refused as %j', (args) => {
    expect(() => readCommand(args)).toThrow(/UND_LINODE_PROVISIONER_CONFIG_INVALID.*Usage/);
  });
});

describe('the environment', () => {
  it('has the token and where to go', () => {
    expect(
      readSettings({
        LINODE_TOKEN: ' t\n',
        LINODE_URL: 'http://127.0.0.1:1',
        UNDERSTUDY_LINODE_POLL_MS: '5',
      }),
    ).toEqual({
      token: 't',
      endpoint: 'http://127.0.0.1:1',
      pollMs: 5,
    });
  });

  it.each([
    [{}, 'TOKEN_MISSING'],
    [{ LINODE_TOKEN: 'hunter2 x' }, 'CONFIG_INVALID'],
    [{ LINODE_TOKEN: 'hunter2', LINODE_URL: 'http://u:p@host' }, 'CONFIG_INVALID'],
    [{ LINODE_TOKEN: 'hunter2', UNDERSTUDY_LINODE_POLL_MS: '0' }, 'CONFIG_INVALID'],
  ])('is refused as %j, and not shown', (environment, reason) => {
    let message = '';
    try {
      readSettings(environment);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(`UND_LINODE_PROVISIONER_${reason}`);
    expect(message).not.toContain('hunter2');
  });
});
