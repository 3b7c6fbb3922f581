/** The keys that a section's schema takes, beneath its defaults; an empty object for what is no section. */
export function shapeOf(schema: unknown): object {
  const { shape, def } = schema as {
    readonly shape?: object;
    readonly def?: { readonly innerType?: unknown };
  };
  return shape ?? (def?.innerType === undefined ? {} : shapeOf(def.innerType));
}
