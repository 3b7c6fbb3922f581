import * as z from 'zod';

export const port = () => z.int().min(1).max(65_535);
