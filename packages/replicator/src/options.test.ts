import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { defaultLinkOptions } from './options.ts';

it('has the defaults that the README tells, every one', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const from = readme.slice(readme.indexOf('| option '));
  const rows = from.slice(0, from.indexOf('\n\n')).split('\n').slice(2);
  const told = rows.flatMap((row) => {
    const [names = '', values = ''] = row.split('|').slice(1);
    const defaults = values.split(',').map(Number);
    return [...names.matchAll(/`(\w+)`/g)].map(([, name], at) => [name, defaults[at]]);
  });
  expect(Object.fromEntries(told)).toEqual(defaultLinkOptions);
});
