import { describe, expect, it } from '@jest/globals';
import { readSettings } from './read-settings.ts';

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
