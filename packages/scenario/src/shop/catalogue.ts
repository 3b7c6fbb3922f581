/** Tables of the shop that runs behind HAProxy (see examples/flask-shop), both with the key `id`. */
export const PRODUCTS = 'shop-products';
export const SHOP_ORDERS = 'shop-orders';

/** More pieces than a drill can sell. */
const STOCK = 1_000_000;

export const CATALOGUE = [
  { id: 'teapot', name: 'Teapot', stock: STOCK },
  { id: 'lantern', name: 'Lantern', stock: STOCK },
  { id: 'umbrella', name: 'Umbrella', stock: STOCK },
] as const;
