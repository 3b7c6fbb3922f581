import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { EXIT_CODES } from '@understudy/core';
import { EVENT_SCHEMAS } from './scenario/event-schema.ts';
import { parseScenario } from './scenario/parse-scenario.ts';
import { scenarioKeys } from './test-support/scenario-keys.ts';

let page: string;
beforeAll(async () => {
  page = await readFile(new URL('../../../docs/operate/drills.md', import.meta.url), 'utf8');
});

describe('the page about drills', () => {
  it('has a row for each key of a scenario, and for no other', () => {
    const section = page.slice(page.indexOf('| key '), page.indexOf('In every drill'));
    const keys = [...section.matchAll(/^\| `([a-zA-Z.]+)` +\| /gm)].map(([, key]) => key);
    expect(keys.sort()).toEqual([...scenarioKeys()].sort());
  });

  it('has a row for each kind of event, with what it takes', () => {
    const rows = new Map(
      [...page.matchAll(/^\| `([a-z-]+-[a-z]+)` +\|[^|]+\|([^|]*)\|$/gm)].map(([, name = '', takes = '']) => [
        name,
        [...takes.matchAll(/`(\w+)`/g)].map(([, key]) => key).sort(),
      ]),
    );
    const everywhere = ['do', 'at', 'after'];
    const known = EVENT_SCHEMAS.map(
      ({ shape }) =>
        [
          shape.do.value as string,
          Object.keys(shape)
            .filter((key) => !everywhere.includes(key))
            .sort(),
        ] as const,
    );
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(known));
  });

  it('has a scenario that is valid', () => {
    const [, text = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    expect(parseScenario(text, { name: 'example', file: 'drills.md' }).timeline).toHaveLength(2);
  });

  it('names exit codes of the table', () => {
    const { done, overBudget, unverified, aborted, refused, interrupted } = EXIT_CODES;
    const codes = [...page.matchAll(/^\| (\d+) +\| (?:Passed|Failed|Stopped)/gm)].map(([, code]) =>
      Number(code),
    );
    expect(codes).toEqual([done, overBudget, unverified, aborted, refused, interrupted]);
  });
});
