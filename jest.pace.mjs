/**
 * Tests that only compute leave the machine to those that wait, where `npm test` says so. Nx starts each project's tests in
 * a session of their own, and Linux shares time out among sessions before it looks at what is nice within one
 * (sched_autogroup, man 7 sched): so it is the session that gives way.
 */
import { writeFileSync } from 'node:fs';

export default function givePriorityAway() {
  if (process.env.UNDERSTUDY_UNHURRIED !== 'true') return;
  try {
    writeFileSync('/proc/self/autogroup', '19');
  } catch {
    // No Linux, or one that shares by processes alone: there `nice` is enough.
  }
}
