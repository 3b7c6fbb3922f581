import type { Plan, Step } from '@understudy/haproxy-runtime';
import { createTwoFilesPatch } from 'diff';

/** What an apply changes, with both texts. */
export interface HaproxyPlan extends Plan {
  readonly isSame: boolean;
  /** Absent where HAProxy has no file yet. */
  readonly current: string | undefined;
  readonly wanted: string;
}

/** The changes at run time, the reload, and the difference of the files. */
export function renderPlan({ steps, reload, isSame, current = '', wanted }: HaproxyPlan): string {
  const patch =
    current === wanted ? [] : ['', createTwoFilesPatch('running', 'topology', current, wanted).trimEnd()];
  if (isSame) return ['HAProxy runs what the topology says.', ...patch].join('\n');
  return [
    ...steps.map((step) => `at run time: ${describeStep(step)}`),
    reload === undefined ? 'No reload is needed.' : `One reload: ${reload}.`,
    ...patch,
  ].join('\n');
}

function describeStep(step: Step): string {
  const name = `${step.server.backend}/${step.server.name}`;
  switch (step.kind) {
    case 'add':
      return `add ${name} at ${step.server.address}`;
    case 'remove':
      return `drain and remove ${name}`;
    case 'weight':
      return `set the weight of ${name} to ${step.weight}`;
    case 'maintenance':
      return `start maintenance of ${name}`;
    case 'ready':
      return `end maintenance of ${name}`;
  }
}
