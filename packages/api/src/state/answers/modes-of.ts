import type { Mode } from '@understudy/api-contract';
import type { Facts } from '../facts.ts';

/** The modes that change what happens by itself. */
export function modesOf({ topology, control, route, leading, nowMs }: Facts): readonly Mode[] {
  const modes: Mode[] = [];
  if (route.kind === 'unseen')
    modes.push({
      mode: 'failsafe',
      what: 'The control store does not answer: the writer can not be moved.',
      outlived: false,
    });
  const settings = topology.orchestrator;
  if (settings === undefined) return modes;
  if (control?.kind === 'seen') {
    const { freeze, maintenance } = control.value.directives;
    if (freeze !== undefined) {
      const { by, reason, untilMs } = freeze;
      modes.push({
        mode: 'frozen',
        what: `Automatic moves are frozen: ${reason}`,
        by,
        untilMs,
        outlived: untilMs <= nowMs,
      });
    }
    for (const { subject, by, reason, untilMs } of maintenance)
      modes.push({
        mode: 'maintenance',
        what: `${subject} is under maintenance: ${reason}`,
        by,
        subject,
        untilMs,
        outlived: untilMs <= nowMs,
      });
    if (leading === undefined)
      modes.push({
        mode: 'no-leader',
        what: 'No orchestrator leads: nothing is watched, and nothing moves by itself.',
        outlived: false,
      });
  }
  if (!settings.automatic)
    modes.push({
      mode: 'automatic-off',
      what: 'Automatic failover is off: a person moves the writer.',
      outlived: false,
    });
  return modes;
}
