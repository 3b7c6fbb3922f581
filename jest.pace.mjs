/**
 * Tests that only compute yield the processor to those that wait, where `npm test` asks for it. Nx starts each project's tests in
 * a separate session, and Linux divides time among sessions before it considers nice values within one
 * (sched_autogroup, man 7 sched), so the session itself yields.
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
