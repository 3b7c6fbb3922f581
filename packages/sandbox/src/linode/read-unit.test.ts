import { describe, expect, it } from '@jest/globals';
import { readEnvironment, readUnit, splitCommand } from './read-unit.ts';

describe('a unit', () => {
  it('is read as systemd reads it, as far as the local cloud goes', () => {
    const unit = readUnit(`[Unit]
# a comment
ConditionPathExists=/var/ready
[Service]
Environment="SAYING=100%% \\"safe\\"" PORT=80
Environment=PORT=81
EnvironmentFile=-/etc/none
ExecStartPre=/bin/true
ExecStart=/bin/app \\
  --port $PORT
Restart=on-failure
RestartSec=2
`);
    expect(unit).toMatchObject({
      environment: { SAYING: '100% "safe"', PORT: '81' },
      environmentFiles: [{ path: '/etc/none', optional: true }],
      execStartPre: ['/bin/true'],
      conditionPathExists: ['/var/ready'],
      restart: 'on-failure',
      restartMs: 2000,
    });
    expect(splitCommand(unit.execStart, { PORT: '81' })).toEqual(['/bin/app', '--port', '81']);
    expect(() => readUnit('[Service]\n')).toThrow(/ExecStart/);
  });

  it('has commands with variables, quotes and doubled signs', () => {
    const environment = { A: 'one two', B: 'x' };
    expect(splitCommand('-/bin/a $A ${A} p${B}q "it is" $$B %% ${NONE}', environment)).toEqual([
      '/bin/a',
      'one',
      'two',
      'one two',
      'pxq',
      'it is',
      '$B',
      '%',
      '',
    ]);
  });

  it('has files of variables', () => {
    expect(readEnvironment('# no\nA="one two"\nB=3\nnonsense\n')).toEqual({ A: 'one two', B: '3' });
  });
});
