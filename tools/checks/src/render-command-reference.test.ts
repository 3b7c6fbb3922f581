import { defineCommand } from '@understudy/command-line';
import { describe, expect, it } from '@jest/globals';
import { renderCommandReference } from './render-command-reference.ts';

const measure = defineCommand({
  name: 'lag measure',
  summary: 'Measure how far a link is behind.',
  description: 'Reads only.',
  arguments: [{ name: 'table', description: 'A table.', optional: true }],
  options: { readUnits: { value: 'N', description: 'Units a second | table.', default: 5 } },
  examples: [{ command: 'understudy lag measure orders', does: 'One table' }],
  run: async () => undefined,
});

describe('renderCommandReference', () => {
  it('shows usage, arguments, options and examples of each command, and the exit codes', async () => {
    const text = await renderCommandReference([measure]);
    expect(text).toContain('## understudy lag measure');
    expect(text).toContain('Measure how far a link is behind. Reads only.');
    expect(text).toContain('understudy lag measure [TABLE] [options]');
    expect(text).toMatch(/\| `--read-units N`\s+\| Units a second \\\| table\. \(default: 5\) \|/);
    expect(text).toContain('understudy lag measure orders  # One table');
    expect(text).toMatch(/\| 130 +\| interrupted by Ctrl-C +\|/);
  });
});
