import * as z from 'zod';

/** Several values, which a reader does not change. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
