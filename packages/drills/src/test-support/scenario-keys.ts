import { scenarioSchema } from '../scenario/scenario-schema.ts';
import { shapeOf } from '../scenario/shape-of.ts';

/** The keys of a scenario.yaml as paths, `load.perSecond`; sections themselves are not among them. */
export function scenarioKeys(): readonly string[] {
  return Object.entries(scenarioSchema.shape).flatMap(([key, schema]) => {
    const inner = Object.keys(shapeOf(schema));
    return inner.length === 0 ? [key] : inner.map((each) => `${key}.${each}`);
  });
}
