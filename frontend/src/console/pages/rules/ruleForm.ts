import { textOf } from '../../lib/forms';
import type { AttributeName, Rule } from '../../lib/types';

/** ruleOf returns the rule that a form describes. It contains only the fields that the kind of the rule uses. */
export function ruleOf(id: string, form: FormData): Rule {
  const text = (name: string) => textOf(form, name).trim();
  const kind = text('kind') as Rule['kind'];
  const category = text('category')
    .split(/[›>]/)
    .map((step) => step.trim())
    .filter(Boolean);
  const head = {
    id,
    kind,
    name: text('name'),
    enabled: form.has('enabled'),
    ...timeOf('start', text('start')),
    ...timeOf('end', text('end')),
  };
  const product = { productId: text('productId') };
  if (kind === 'block') return { ...head, ...product, ...(form.has('variantOnly') && { variantOnly: true }) };
  if (kind === 'pin') {
    const place = text('query') ? { query: text('query') } : { category };
    return { ...head, ...product, ...place, position: Number(text('position')) };
  }
  return {
    ...head,
    ...(text('brand') && { brand: text('brand') }),
    ...(category.length > 0 && { category }),
    ...(text('value') && { attribute: { name: text('attribute') as AttributeName, value: text('value') } }),
    strength: Number(text('strength')),
  };
}

const timeOf = (name: 'start' | 'end', local: string) => (local ? { [name]: new Date(local).toISOString() } : {});

/** localTime returns a moment as the browser's field for dates shows it, in the reader's time zone. */
export function localTime(at: string | undefined): string {
  if (!at) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** newRuleId returns the ID of a new rule. */
export const newRuleId = (kind: string) => `${kind}-${crypto.randomUUID().slice(0, 8)}`;
