import { expect, test } from 'vitest';
import { variantText } from '@/components/variantText';

const shoe = { productId: 'a', title: 'Red Trail Shoe', itemGroupId: 'trail', color: 'Red', size: '9' };

test('a variant names only what its title does not say', () => {
  expect(variantText(shoe)).toBe('Size 9');
  expect(variantText({ ...shoe, color: 'Blue' })).toBe('Blue, size 9');
  expect(variantText({ ...shoe, title: 'Shoe', options: [{ name: 'Width', value: 'wide' }] })).toBe('Red, size 9, wide');
});

test('a product without variants names nothing', () => {
  expect(variantText({ ...shoe, itemGroupId: undefined })).toBe('');
});
