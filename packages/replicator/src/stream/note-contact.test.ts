import { expect, it } from '@jest/globals';
import { noteContact } from './note-contact.ts';
import type { StreamReader } from './stream-reader.ts';

const ANSWERS: StreamReader = {
  look: async () => ({ stream: 's', enabled: true }),
  list: async () => ({ stream: 's', enabled: true, whole: true, shards: [] }),
  open: async () => ({ is: 'gone' }),
  read: async () => ({ is: 'expired' }),
};

it('notes every answer', async () => {
  let contacts = 0;
  const reader = noteContact(ANSWERS, () => (contacts += 1));
  expect(await reader.list()).toEqual({ stream: 's', enabled: true, whole: true, shards: [] });
  expect(await reader.open('s', 'a', 'oldest')).toEqual({ is: 'gone' });
  expect(await reader.read('i', 1)).toEqual({ is: 'expired' });
  expect(contacts).toBe(3);
});

it('notes nothing while the source does not answer, or fails', async () => {
  let contacts = 0;
  const hangs = new Promise<never>(() => {});
  const failing = { ...ANSWERS, list: () => Promise.reject(new Error('no')), read: () => hangs };
  const reader = noteContact(failing, () => (contacts += 1));
  void reader.read('i', 1);
  await expect(reader.list()).rejects.toThrow('no');
  expect(contacts).toBe(0);
});
