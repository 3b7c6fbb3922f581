import { expect, it } from '@jest/globals';
import { reasonOf } from './reason-of.ts';

it('gives the message, that of the first address where a host has several, else the name', () => {
  expect(reasonOf(new Error('refused'))).toBe('refused');
  expect(reasonOf(new AggregateError([new Error('no 1'), new Error('no 2')], ''))).toBe('no 1');
  expect(reasonOf(Object.assign(new Error(''), { name: 'TimeoutError' }))).toBe('TimeoutError');
  expect(reasonOf('torn')).toBe('torn');
});
