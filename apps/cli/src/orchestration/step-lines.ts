import { type MoveStep, type MoveSteps, plainLine } from '@understudy/findings';
import { renderTable } from '../render-table.ts';
import { cutText } from '../cut-text.ts';
import type { PlanView } from './plan-view.ts';

/** Below the route: the steps of the move under way, or of the last one. */
export function stepLines({ steps, route }: PlanView, columns: number): readonly string[] {
  const { claim, promotion } = steps ?? {};
  const epoch = 'failure' in route ? undefined : route.route.epoch;
  // Once the move has claimed the route, what came before is over.
  const before = claim !== undefined && claim.epoch - 1 === epoch ? [claim] : [];
  const after = promotion !== undefined && promotion.steps.length > 0 ? [promotion] : [];
  return [...before, ...after].flatMap((move) => linesOf(move, columns));
}

function linesOf(move: MoveSteps, columns: number): readonly string[] {
  const { of, kind, to, epoch } = move;
  const when = of === 'claim' ? 'Before' : 'After';
  const rows = move.steps.map((step) => [
    step.name,
    step.required ? 'yes' : 'no',
    stateText(step),
    plainLine(step.what ?? ''),
  ]);
  return [
    `${when} the ${kind} to ${to} (epoch ${String(epoch)}):`,
    ...renderTable(['Step', 'Required', 'State', 'What'], rows).map((line) => cutText(`  ${line}`, columns)),
  ];
}

function stateText({ state, attempt, attempts }: MoveStep): string {
  if (attempt === 0 || state === 'skipped') return state;
  return `${state}, ${String(attempt)} of ${String(attempts)}`;
}
