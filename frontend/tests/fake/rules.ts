import type { Card } from '@/lib/api/types';
import type { Preview, Rule } from '@/console/lib/types';

/** FakeRules is an in-memory store of rules. */
export class FakeRules {
  readonly all: Rule[] = [
    {
      id: 'block-1',
      kind: 'block',
      name: 'Recalled by the maker',
      enabled: true,
      productId: 'app-0001',
      updatedAt: new Date(Date.now() - 86_400_000).toISOString(),
      updatedBy: 'owner@shopfyp.example',
    },
    { id: 'lift-1', kind: 'lift', name: 'Own brand', enabled: true, brand: 'Tidewave', strength: 40 },
  ];

  get = (id: string): Rule | undefined => this.all.find((rule) => rule.id === id);

  put(id: string, rule: Rule, email: string): Rule {
    const stored = { ...rule, id, updatedAt: new Date().toISOString(), updatedBy: email };
    this.remove(id);
    this.all.push(stored);
    return stored;
  }

  remove(id: string): void {
    const at = this.all.findIndex((rule) => rule.id === id);
    if (at >= 0) this.all.splice(at, 1);
  }

  /** preview applies the pins and blocks of a draft to the products of a query. */
  preview(found: Card[], draft: Rule[], byId: (id: string) => Card): Preview {
    let after = [...found];
    for (const { kind, productId = '', position = 1 } of draft) {
      if (kind === 'pin' || kind === 'block') after = after.filter((p) => p.productId !== productId);
      if (kind === 'pin') after.splice(position - 1, 0, byId(productId));
    }
    return { before: found.slice(0, 10), after: after.slice(0, 10) };
  }
}
