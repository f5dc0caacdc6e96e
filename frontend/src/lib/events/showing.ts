import type { Card, Reason } from '@/lib/api/types';
import { enterArms } from './arms';
import { isMeasured } from './consent';
import { itemOf, pricedEvent, type Item, type NewEvent, type Place, type Surface } from './event';
import { report } from './queue';
import { lastShown, rememberShown, wasShownIn } from './shown';

/** An Answer is a response of the API with a list of products. */
export type Answer = {
  snapshot?: string;
  ranker?: string;
  queryHash?: string;
  experiments?: Record<string, string>;
  card?: string;
};

type Shown = Card & { reason?: Reason };

const opened = new WeakSet<Answer>(); // answers of which a product was opened

/** A Showing is one time that a list is on screen. It reports each of its products once as an impression. */
export class Showing {
  private readonly id = crypto.randomUUID();
  private readonly seen = new Set<string>();
  private waiting: { product: Shown; place: Place }[] = [];

  constructor(
    private readonly surface: Surface,
    private readonly answer: Answer,
  ) {}

  /** see reports an impression. Those of the same moment become one event. */
  see(product: Shown, index: number): void {
    if (!isMeasured() || this.seen.has(product.productId)) return;
    this.seen.add(product.productId);
    this.waiting.push({ product, place: this.placeOf(product, index) });
    if (this.waiting.length === 1) queueMicrotask(() => this.reportSeen());
  }

  /** prove reports at once that a product was seen, because the shopper used it, even if after less than a second. */
  prove(product: Shown, index: number): void {
    this.see(product, index);
    this.reportSeen();
  }

  /** open reports that the shopper opened a product. */
  open(product: Shown, index: number): void {
    const first = this.surface === 'search' && !opened.has(this.answer);
    opened.add(this.answer);
    this.act('select_item', product, index, first && { first });
  }

  /** dismiss reports that the shopper rejected a product. */
  dismiss(product: Shown, index: number): void {
    this.act('dismiss_item', product, index);
  }

  private act(name: NewEvent['name'], product: Shown, index: number, more?: Partial<Item> | false): void {
    this.prove(product, index);
    const place = { ...lastShown(product), ...this.placeOf(product, index), ...more };
    report({ ...pricedEvent(name, [product], () => place), ...this.query() });
  }

  private reportSeen(): void {
    const seen = this.waiting;
    if (seen.length === 0) return;
    this.waiting = [];
    const { queryHash, experiments } = this.answer;
    const firstIn = enterArms(experiments);
    const items = seen.map(({ product, place }, i) => ({
      ...itemOf(product),
      ...place,
      ...(wasShownIn(this.surface, product) && { repeat: true }),
      ...(i === 0 && firstIn.length > 0 && { firstIn }), // a shopper counts once, whatever the number of products
    }));
    report({ name: 'view_item_list', items, ...this.query() }, this.id);
    rememberShown(
      this.surface,
      seen.map((one) => ({ ...one, queryHash })),
    );
  }

  private query = () => (this.answer.queryHash ? { queryHash: this.answer.queryHash } : {});

  private placeOf({ reason }: Shown, index: number): Place {
    const { snapshot, ranker, experiments, card } = this.answer;
    return {
      itemListId: this.surface,
      index,
      ...(reason && { reason: reason.type }),
      ...(snapshot && { snapshot }),
      ...(ranker && { ranker }),
      ...(experiments && { arms: experiments }),
      ...(card && { card }), // of a card whose order was drawn at random
    };
  }
}
