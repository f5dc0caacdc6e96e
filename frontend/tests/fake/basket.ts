import type { BasketLine, Checkout, Product } from '@/lib/api/types';
import { canBeBought } from '../../src/lib/availability.ts';
import { Refusal, type Call, type Reply } from './api.ts';
import { cardOf } from './catalog.ts';

type Change = Call<'POST /api/basket'>['body']['changes'][number];
type Stored = { quantity: number; at: number; addedAt: number; price: Product['price']; title: string };

/** FakeBaskets keeps the baskets of a FakeShop's users, with the rules of the real API. */
export class FakeBaskets {
  /** where shoppers buy */
  checkout: Checkout = { kind: 'demo' };
  /** every change as it arrived */
  readonly changes: Change[] = [];
  private readonly baskets = new Map<string, Map<string, Stored>>();
  private readonly find: (productId: string) => Product | undefined;

  constructor(find: (productId: string) => Product | undefined) {
    this.find = find;
  }

  /** put adds a product to a user's basket, at an earlier price if that is given. */
  put(uid: string, productId: string, quantity = 1, price = this.find(productId)?.price): void {
    const now = Date.now();
    this.of(uid).set(productId, { quantity, at: now, addedAt: now, price, title: this.find(productId)?.title ?? '' });
  }

  read(uid: string): Reply<'GET /api/basket'> {
    const present = [...this.of(uid)].filter(([, { quantity }]) => quantity > 0).sort(([, a], [, b]) => a.addedAt - b.addedAt);
    return { lines: present.map(([id, stored]) => this.line(id, stored)), checkout: this.checkout };
  }

  change({ uid, body }: Call<'POST /api/basket'>): Reply<'POST /api/basket'> {
    this.changes.push(...body.changes);
    for (const { productId, quantity, ageMs, price } of body.changes) {
      if (quantity < 0 || quantity > 99) throw new Refusal(400, 'quantity is invalid', { field: 'changes[0].quantity' });
      const at = Date.now() - ageMs;
      const before = this.of(uid).get(productId);
      if (before && before.at > at) continue;
      const product = this.find(productId);
      const fresh = { addedAt: at, price: price ?? product?.price, title: product?.title ?? '' };
      this.of(uid).set(productId, { ...fresh, ...(before && before.quantity > 0 && quantity > 0 && before), quantity, at });
    }
    return this.read(uid);
  }

  /** ordered removes products that the user bought. */
  ordered(uid: string, items: { productId: string }[]): void {
    for (const { productId } of items) this.of(uid).delete(productId);
  }

  private of(uid: string): Map<string, Stored> {
    let basket = this.baskets.get(uid);
    if (!basket) this.baskets.set(uid, (basket = new Map<string, Stored>()));
    return basket;
  }

  private line(productId: string, { quantity, addedAt, price, title }: Stored): BasketLine {
    const product = this.find(productId);
    const own = { quantity, addedAt: new Date(addedAt).toISOString() };
    if (!product) return { productId, title, status: 'gone', ...own };
    const changed = price && (price.amount !== product.price?.amount || price.currency !== product.price.currency);
    return {
      ...cardOf(product),
      ...own,
      status: canBeBought(product) ? 'available' : 'sold_out',
      ...(changed && { addedPrice: price }),
    };
  }
}
