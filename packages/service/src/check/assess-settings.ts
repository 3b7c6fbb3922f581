import type { Check, RegionFacts, TableSetting } from './types.ts';

const OUTCOMES = { breaks: 'failed', risks: 'warning', informs: 'note' } as const;

/** Every setting of a table in which the regions differ, by what it means for the application after a move. */
export function assessSettings(
  table: string,
  [first, second]: readonly [RegionFacts, RegionFacts],
): readonly Check[] {
  const here = first.tables.get(table)?.settings ?? [];
  const there = new Map(second.tables.get(table)?.settings.map((setting) => [setting.name, setting]));
  const where = `${first.name}, ${second.name}`;
  const differ = here.flatMap((setting): readonly Check[] => {
    const other = there.get(setting.name);
    if (other === undefined || other.value === setting.value) return [];
    const { code, outcome } = judged(setting);
    return [
      {
        topic: 'settings',
        where,
        table,
        setting: setting.name,
        outcome,
        code,
        what: `${setting.name} is ${setting.value} in ${first.name} and ${other.value} in ${second.name}.`,
        remedy: `Give both tables the same: ${setting.effect}`,
      },
    ];
  });
  if (differ.length > 0) return differ;
  if (here.length === 0) return [];
  return [
    {
      topic: 'settings',
      where,
      table,
      outcome: 'passed',
      what: `${here.length} settings, the same in both.`,
    },
  ];
}

function judged({ weight }: TableSetting) {
  return {
    outcome: OUTCOMES[weight],
    code: weight === 'breaks' ? 'UND_SERVICE_TABLES_DIFFER' : 'UND_SERVICE_SETTINGS_DIFFER',
  } as const;
}
