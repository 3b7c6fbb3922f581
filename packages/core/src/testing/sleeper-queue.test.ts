import { expect, it } from '@jest/globals';
import { SleeperQueue } from './sleeper-queue.ts';

it('gives those that are due in the order of their time, and of two at one time the one that came first', () => {
  const queue = new SleeperQueue();
  const woken: string[] = [];
  const names = [50, 10, 30, 10, 70, 30, 20].map((dueMs, at) => ({
    dueMs,
    name: `${dueMs} as number ${at}`,
  }));
  for (const { dueMs, name } of names) queue.add(dueMs, () => woken.push(name));
  for (let next = queue.takeDue(50); next !== undefined; next = queue.takeDue(50)) next.wake();
  expect(woken).toEqual([
    '10 as number 1',
    '10 as number 3',
    '20 as number 6',
    '30 as number 2',
    '30 as number 5',
    '50 as number 0',
  ]);
  expect(queue.size).toBe(1);
});

it('passes over those that have left', () => {
  const queue = new SleeperQueue();
  const left = queue.add(1, () => undefined);
  const stays = queue.add(2, () => undefined);
  queue.remove(left);
  queue.remove(left);
  expect(queue.size).toBe(1);
  expect(queue.takeDue(10)).toBe(stays);
  expect(queue.takeDue(10)).toBeUndefined();
});
