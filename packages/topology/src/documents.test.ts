import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { topologyJsonSchema, topologyKeys, type KeyDescription } from './topology-keys.ts';

const BEGIN =
  '<!-- keys: made from src/topology-schema.ts by `UPDATE_DOCUMENTS=1` and the tests of this package -->\n';
const END = '<!-- /keys -->';

/** With UPDATE_DOCUMENTS=1 what the schema says is written; without, what is written is held against it. */
function hold(name: string, change: (text: string) => string): void {
  const file = new URL(`../${name}`, import.meta.url);
  const text = readFileSync(file, 'utf8');
  if (process.env.UPDATE_DOCUMENTS === '1') writeFileSync(file, change(text));
  else expect(text).toBe(change(text));
}

describe('documents', () => {
  it('the table of keys in the README is the schema', async () => {
    const rows = topologyKeys()
      .filter(({ path }) => path !== '' && !path.endsWith('[]'))
      .map(row);
    const table = await format(
      ['| Key | Takes | Default | What it is |', '| --- | --- | --- | --- |', ...rows].join('\n'),
      { parser: 'markdown' },
    );
    hold(
      'README.md',
      (text) =>
        `${text.slice(0, text.indexOf(BEGIN) + BEGIN.length)}\n${table}\n${text.slice(text.indexOf(END))}`,
    );
  });

  it('understudy.schema.json is the schema', async () => {
    const schema = await format(JSON.stringify(topologyJsonSchema(), null, 2), {
      parser: 'json',
      printWidth: 110,
    });
    hold('understudy.schema.json', () => schema);
  });

  it('every key says what it is', () => {
    const silent = topologyKeys().filter(
      ({ about, path }) => about === '' && path !== '' && !path.endsWith('[]'),
    );
    expect(silent).toEqual([]);
  });

  it('a number that is a time carries its unit in its name', () => {
    const times = topologyKeys().filter(
      ({ about, takes }) => takes.includes('number') && /\b(time|long|pause)\b/i.test(about),
    );
    expect(times.filter(({ path }) => !path.endsWith('Ms')).map(({ path }) => path)).toEqual([]);
  });
});

function row({ path, takes, default: standard, required, about }: KeyDescription): string {
  const unit = path.endsWith('Ms') ? ', milliseconds' : '';
  const shown = standard === undefined ? (required ? '*required*' : '') : `\`${standard}\``;
  return `| \`${path}\` | ${takes.replace(/ of .*/, (list) => (takes.startsWith('a mapping') ? '' : list))}${unit} | ${shown} | ${about} |`;
}
