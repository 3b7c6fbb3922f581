import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FINDINGS } from '@understudy/findings';
import { ALERTS } from './alerts.ts';

const FOLDER = new URL('../../../docs/operate/runbooks/', import.meta.url);
const SECTIONS = [
  'Meaning',
  'Impact',
  'Are users affected?',
  'First command',
  'Decide',
  'Way out',
  'Tested by',
];

const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
const textOf = (page: string) => readFileSync(new URL(page, FOLDER), 'utf8');
const alertsOf = (page: string) =>
  Object.entries(ALERTS).filter(([, { runbook }]) => `${runbook}.md` === page);

describe('the pages of runbooks', () => {
  it('are there for each alert, and for nothing else', () => {
    const wanted = new Set(Object.values(ALERTS).map(({ runbook }) => `${runbook}.md`));
    expect([...pages].sort()).toEqual([...wanted].sort());
  });

  it.each(pages)('%s names its alerts, and has every section', (page) => {
    const text = textOf(page);
    const named = [...text.matchAll(/`(Understudy[A-Z]\w+)`/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(
      alertsOf(page)
        .map(([name]) => name)
        .sort(),
    );
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(SECTIONS);
    const [, firstCommand = ''] = /^## First command\n\n```sh\n(.+)\n```$/m.exec(text) ?? [];
    expect(firstCommand).toMatch(/^(understudy|curl) /);
    expect(text).toMatch(/^\| what you see +\| what it is +\| what to do +\|$/m);
  });

  it.each(pages)('%s has the command that the catalogue of findings names', (page) => {
    for (const [, { area, finding }] of alertsOf(page)) {
      if (area !== 'findings' || finding === undefined) continue;
      expect(textOf(page)).toContain(FINDINGS[finding].firstCommand.replace(/ TABLE$/, ''));
    }
  });
});

describe('the catalogue of alerts', () => {
  it('has one for each finding that calls a person or makes a ticket', () => {
    const loud = Object.entries(FINDINGS).filter(([, { severity }]) => severity !== 'notice');
    const told = Object.values(ALERTS).filter(({ area }) => area === 'findings');
    expect(told.map(({ finding, severity }) => [finding, severity])).toEqual(
      loud.map(([code, { severity }]) => [code, severity]),
    );
  });

  it('is silenced only by alerts that exist, and never in a circle', () => {
    const causesOf = (name: string) =>
      Object.entries(ALERTS).find(([other]) => other === name)?.[1].silencedBy ?? [];
    for (const name of Object.keys(ALERTS)) {
      expect(Object.keys(ALERTS)).toEqual(expect.arrayContaining([...causesOf(name)]));
      const seen = new Set<string>();
      const queue = [...causesOf(name)];
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(...causesOf(next));
      }
      expect([...seen]).not.toContain(name);
    }
  });
});
