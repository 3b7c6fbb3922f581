import { missedBy, type Policy } from '../policy.ts';

const LOOKS = 3;

/** As Redis Sentinel does: a quorum misses the writer, and a majority elects who moves it. What callers get is not asked. */
export const quorum: Policy = {
  name: 'quorum',
  wantsFailover: ({ writer, observers }) => {
    const majority = Math.floor(observers.length / 2) + 1;
    const there = observers.filter(({ answers, reachesStore }) => answers && reachesStore);
    const agree = there.filter((observer) => missedBy(observer, writer) >= LOOKS);
    return there.length >= majority && agree.length >= majority;
  },
};
