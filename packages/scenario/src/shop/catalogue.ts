/** The tables of the shop that runs behind HAProxy (see examples/flask-shop), both with the key `id`. */
export const PRODUCTS = 'shop-products';
export const SHOP_ORDERS = 'shop-orders';
const SHOP_TABLES = [PRODUCTS, SHOP_ORDERS] as const;

/** More pieces than a drill can sell. */
const STOCK = 1_000_000;

export const CATALOGUE = [
  { id: 'teapot', name: 'Teapot', stock: STOCK },
  { id: 'lantern', name: 'Lantern', stock: STOCK },
  { id: 'umbrella', name: 'Umbrella', stock: STOCK },
] as const;
