import { type Maintenance, plainLine } from '@understudy/findings';
import { timeText } from '../time-text.ts';
import { planOf, type Sights } from './sights.ts';

/** The maintenance of a subject that counts now. */
export function maintenanceOf(subject: string, sights: Sights): Maintenance | undefined {
  return planOf(sights)?.directives.maintenance.find(
    (each) => each.subject === subject && each.untilMs > sights.atMs,
  );
}

/** The same as a fact of a description; empty where nothing is. */
export function maintenanceFact(subject: string, sights: Sights): readonly (readonly [string, string])[] {
  const found = maintenanceOf(subject, sights);
  if (found === undefined) return [];
  return [['Maintenance', plainLine(`by ${found.by} until ${timeText(found.untilMs)}: ${found.reason}`)]];
}
