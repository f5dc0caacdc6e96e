import { expect, test } from 'vitest';
import { csvOf } from '@/console/lib/csv';
import { age, bytes, percent } from '@/console/lib/format';
import { changeText, countChange, rateText } from '@/console/lib/intervals';
import { periodOf } from '@/console/lib/period';
import { differences } from '@/console/pages/changes/differences';
import { comparisonText } from '@/console/pages/experiments/resultText';
import { idOf, settingsText } from '@/console/pages/experiments/settingsText';
import { editOf, parsePrice } from '@/console/pages/products/edit';
import { effectText, stateOf } from '@/console/pages/rules/ruleText';
import { ruleOf } from '@/console/pages/rules/ruleForm';
import { stepsOf } from '@/console/pages/today/overTime';

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

test('CSV quotes commas, quotes and line breaks', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['1,2', 'say "hi"'],
        ['two\nlines', undefined],
        [-1.5, true],
      ],
    ),
  ).toBe('\uFEFFa,b\r\n"1,2","say ""hi"""\r\n"two\nlines",\r\n-1.5,true\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '\r=1', '＝1'])('CSV does not run %j as a formula', (text) => {
  expect(csvOf(['x'], [[text]])).toMatch(/\r\n"?'/);
});

test('figures are formatted for readers', () => {
  expect([percent(0.1234), percent(0.01234), percent(0), percent(-0)]).toEqual(['12.3%', '1.23%', '0%', '0%']);
  expect([bytes(0), bytes(999), bytes(1_234_567)]).toEqual(['0 byte', '999 byte', '1.2 MB']);
  expect([age(59), age(7300), age(200_000)]).toEqual(['59 seconds', '2 hours', '2 days']);
});

test('intervals are put into words', () => {
  expect(rateText({ value: 0.1, low: 0.08, high: 0.121 })).toBe('10% (8% to 12.1%)');
  expect(rateText(undefined)).toBe('–');
  expect(changeText({ value: 0.012, low: 0.003, high: 0.021 })).toBe('Up 1.2 points (0.3 to 2.1)');
  expect(changeText({ value: -0.02, low: -0.03, high: -0.01 })).toBe('Down 2 points (−3 to −1)');
  expect(changeText({ value: 0.01, low: -0.01, high: 0.03 })).toBe('No clear change (−1 to 3 points)');
  expect(changeText(undefined)).toBe('Nothing to compare with');
  expect([countChange(112, 100), countChange(50, 100), countChange(5, 0), countChange(0, 0)]).toEqual([
    'Up 12% from 100',
    'Down 50% from 100',
    'None before',
    'None before either',
  ]);
});

test('a period ends with the current hour', () => {
  const now = Date.parse('2026-05-02T10:20:00Z');
  expect(periodOf(1, now)).toEqual({ from: '2026-05-01T11:00:00.000Z', to: '2026-05-02T11:00:00.000Z' });
});

test('hours are added up by day in long periods, and hours without events count 0', () => {
  const hour = (at: string, impressions: number) =>
    ({ hour: at, surface: 'card', impressions, clicks: 0, baskets: 0, purchases: 0 }) as const;
  const at = (day: number, clock: number) => new Date(2026, 4, day, clock).toISOString(); // on the reader's clock
  const hours = [hour(at(1, 5), 2), hour(at(2, 0), 3), hour(at(2, 23), 4), hour(at(4, 1), 5)];
  const { surfaces, steps } = stepsOf(hours, 'impressions', at(1, 5), at(4, 5));
  expect(surfaces).toEqual(['card']);
  expect(steps.map((step) => step.at.getDate())).toEqual([1, 2, 3, 4]);
  expect(steps.map((step) => step.counts.get('card') ?? 0)).toEqual([2, 7, 0, 5]);
});

test('prices are read in the currency’s minor units', () => {
  expect(parsePrice('49.9', 'USD')).toEqual({ amount: 4990, currency: 'USD' });
  expect(parsePrice('49,99', 'EUR')).toEqual({ amount: 4999, currency: 'EUR' });
  expect(parsePrice('500', 'JPY')).toEqual({ amount: 500, currency: 'JPY' });
  expect(['', '-1', '1.999', '1e3', 'abc'].map((text) => parsePrice(text, 'USD'))).toEqual(Array(5).fill(undefined));
  expect(parsePrice('1.5', 'JPY')).toBeUndefined();
});

test('an edit contains only the changed fields', () => {
  const product = { productId: 'p', title: 'P', price: { amount: 4999, currency: 'USD' } };
  const view = {
    product,
    version: 'v1',
    snapshot: { version: '', contained: true, overlay: false },
    notShown: [],
    neighbors: [],
    figures: [],
  };
  const same = { price: '49.99', salePrice: '', availability: 'in_stock', state: '' };
  expect(editOf(view, formOf(same))).toEqual({});
  expect(editOf(view, formOf({ ...same, price: '39.99', state: 'hidden' }))).toEqual({
    edit: { version: 'v1', price: { amount: 3999, currency: 'USD' }, state: 'hidden' },
  });
  expect(editOf({ ...view, product: { ...product, salePrice: product.price } }, formOf(same)).edit?.salePrice?.amount).toBe(0);
  expect(editOf(view, formOf({ ...same, price: 'free' })).problem?.field).toBe('price');
});

test('a rule contains only the fields that its kind uses', () => {
  const all = {
    name: 'n',
    enabled: 'on',
    productId: 'p',
    query: 'tent',
    position: '2',
    brand: 'B',
    category: 'A › B',
    value: '',
    strength: '40',
  };
  const head = { id: 'x', name: 'n', enabled: true };
  expect(ruleOf('x', formOf({ ...all, kind: 'pin' }))).toEqual({
    ...head,
    kind: 'pin',
    productId: 'p',
    query: 'tent',
    position: 2,
  });
  expect(ruleOf('x', formOf({ ...all, kind: 'block' }))).toEqual({ ...head, kind: 'block', productId: 'p' });
  const lift = ruleOf('x', formOf({ ...all, kind: 'lift' }));
  expect(lift).toEqual({ ...head, kind: 'lift', brand: 'B', category: ['A', 'B'], strength: 40 });
  expect(effectText(lift)).toBe('B, A › B ranks higher (strength 40)');
  expect(stateOf({ ...lift, enabled: false })).toBe('Off');
});

test('experiments are put into words', () => {
  const metric = { name: 'clickThrough', total: 1, value: 0.1 } as const;
  const compare = (comparison: object) => comparisonText({ ...metric, comparison } as never, 'USD');
  expect(compare({ difference: 0.012, low: 0.003, high: 0.021, differs: true })).toBe('Higher by 1.2 points (0.3 to 2.1)');
  expect(compare({ difference: 0.01, low: -0.01, high: 0.03, differs: false })).toBe('No clear difference (−1 to 3 points)');
  expect(compare({ difference: 0.01, differs: false })).toBe('Too little data');
  expect(comparisonText(metric, 'USD')).toBe('Control');
  expect(settingsText({ wordsWeight: 0, rules: false })).toBe('weight of words 0, rules off');
  expect(idOf('  More words! (2) ')).toBe('more-words-2');
});

test('a change lists the fields in which the states differ', () => {
  expect(differences({ a: 1, b: 'x', same: true }, { a: 2, same: true, c: [1] })).toEqual([
    { field: 'a', before: '1', after: '2' },
    { field: 'b', before: '“x”', after: 'none' },
    { field: 'c', before: 'none', after: '[1]' },
  ]);
  expect(differences(undefined, { a: 1 })).toEqual([{ field: 'a', before: 'none', after: '1' }]);
});
