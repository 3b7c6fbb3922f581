import { describe, expect, it } from '@jest/globals';
import { launchDrill } from './test-support/launch-drill.ts';

describe('the command line of the drill', () => {
  it('refuses a wrong option before anything starts', async () => {
    const [wrong, unwritable] = await Promise.all([
      launchDrill(['--items', 'lots']),
      launchDrill(['--report', '/nowhere/at/all.json']),
    ]);
    expect(wrong.code).toBe(2);
    expect(wrong.output).toMatch(/^UND_DRILL_OPTION_INVALID: --items is "lots"/);
    expect(unwritable.code).toBe(2);
    expect(unwritable.output).toMatch(/^UND_DRILL_FILE_UNWRITABLE: /);
  });
});
