import { moment } from '../../lib/format';
import type { Rule } from '../../lib/types';

/** kindNames names the kinds of rules. */
export const kindNames: Record<Rule['kind'], string> = { pin: 'Pin', lift: 'Lift', lower: 'Lower', block: 'Block' };

/** effectText says in words what a rule does: "spk-0001 is in place 1 of “speaker”". */
export function effectText(rule: Rule): string {
  switch (rule.kind) {
    case 'pin':
      return `${rule.productId} is in place ${rule.position} of ${rule.query ? `“${rule.query}”` : pathText(rule.category)}`;
    case 'block':
      return `${rule.productId} ${rule.variantOnly ? '' : 'and its variants '}${rule.variantOnly ? 'is' : 'are'} shown nowhere`;
    default:
      return `${targetText(rule)} ranks ${rule.kind === 'lift' ? 'higher' : 'lower'} (strength ${rule.strength})`;
  }
}

const pathText = (category: string[] = []) => category.join(' › ');

const targetText = ({ brand, category, attribute }: Rule) =>
  [brand, category && pathText(category), attribute && `${attribute.name} ${attribute.value}`].filter(Boolean).join(', ');

/** stateOf says in words whether a rule applies at a moment. */
export function stateOf({ enabled, start, end }: Rule, now = Date.now()): string {
  if (!enabled) return 'Off';
  if (end && Date.parse(end) <= now) return `Ended ${moment(end)}`;
  if (start && Date.parse(start) > now) return `Starts ${moment(start)}`;
  return end ? `On until ${moment(end)}` : 'On';
}
