import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Product } from '@/lib/api/types';
import { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

const variant = (productId: string, color: string, size: string, more: Partial<Product> = {}): Product => ({
  productId,
  title: 'Crew Sweatshirt',
  itemGroupId: 'crew',
  price: { amount: 3900, currency: 'USD' },
  color,
  size,
  ...more,
});

const variants = [
  variant('sand-s', 'Sand', 'S'),
  variant('sand-m', 'Sand', 'M', { availability: 'out_of_stock' }),
  variant('moss-s', 'Moss', 'S', { price: { amount: 4500, currency: 'USD' } }),
];

const shopOf = (...products: Product[]) => new FakeShop(products);

test('a shopper chooses color and size, each variant at its own address', async () => {
  const { user, router } = await renderApp({ shop: shopOf(...variants), path: '/product/sand-s' });
  const colors = within(await screen.findByRole('navigation', { name: 'Color' }));
  expect(colors.getByRole('link', { name: 'Sand' })).toHaveAttribute('aria-current', 'true');
  const sizes = within(screen.getByRole('navigation', { name: 'Size' }));
  expect(sizes.getByRole('link', { name: 'M, Sold out' })).toBeVisible();
  await user.click(colors.getByRole('link', { name: 'Moss, $45.00' }));
  expect(router.state.location.pathname).toBe('/product/moss-s');
  expect(await screen.findByText('$45.00')).toBeVisible();
});

test('a sold-out product says so, and offers other options and similar products', async () => {
  await renderApp({ shop: shopOf(...variants), path: '/product/sand-m' });
  expect(await screen.findByText('Sold out')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Buy/ })).not.toBeInTheDocument();
  expect(await screen.findByText(/Choose another option above/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'see similar products' })).toHaveAttribute('href', '#similar');
});

test('a preorder can be bought and says when it ships', async () => {
  const preorder = variant('sand-s', 'Sand', 'S', { availability: 'preorder', availabilityDate: '2027-02-03T00:00:00Z' });
  await renderApp({ shop: new FakeShop([preorder]), path: '/product/sand-s' });
  expect(await screen.findByText('Preorder: ships February 3, 2027')).toBeVisible();
  expect(screen.getByRole('button', { name: /^Buy/ })).toBeVisible();
});

test('the arrow keys and the buttons choose a picture', async () => {
  const pictures = variant('sand-s', 'Sand', 'S', {
    imageUrl: 'https://img.example/1.jpg',
    additionalImageUrls: ['https://img.example/2.jpg', 'https://img.example/3.jpg'],
  });
  const { user } = await renderApp({ shop: new FakeShop([pictures]), path: '/product/sand-s' });
  const gallery = within(await screen.findByRole('region', { name: 'Pictures' }));
  expect(gallery.getByRole('img', { name: 'Crew Sweatshirt, picture 2 of 3' })).toBeInTheDocument();
  const button = (n: number) => gallery.getByRole('button', { name: `Show picture ${n}` });
  await user.click(button(2));
  expect(button(2)).toHaveAttribute('aria-current', 'true');
  await user.keyboard('{ArrowRight}');
  expect(button(3)).toHaveAttribute('aria-current', 'true');
});

test('a page lists what is known about a product', async () => {
  const used = variant('sand-s', 'Sand', 'S', { condition: 'used', material: 'Cotton', gtin: '4006381333931' });
  await renderApp({ shop: new FakeShop([used]), path: '/product/sand-s' });
  expect((await screen.findByText('Condition')).nextElementSibling).toHaveTextContent('Used');
  expect(screen.getByText('Material').nextElementSibling).toHaveTextContent('Cotton');
  expect(screen.getByText('GTIN').nextElementSibling).toHaveTextContent('4006381333931');
});

test('a picture can be on the shop’s own host', async () => {
  const product = variant('sand-s', 'Sand', 'S', { imageUrl: '/pictures/sand.svg' });
  const { container } = await renderApp({ shop: new FakeShop([product]), path: '/product/sand-s' });
  await screen.findByRole('heading', { level: 1, name: product.title });
  expect(container.querySelector('[data-picture=photo] img')).toHaveAttribute('src', '/pictures/sand.svg');
  const script = container.ownerDocument.querySelector('script[type="application/ld+json"]')!;
  expect(JSON.parse(script.textContent)).toMatchObject({ image: [`${window.location.origin}/pictures/sand.svg`] });
});

test('the page describes the product to search engines', async () => {
  const product = variant('sand-s', 'Sand', 'S', {
    title: 'A </script> shirt',
    availability: 'backorder',
    condition: 'used',
    gtin: '4006381333931',
  });
  const { container } = await renderApp({ shop: new FakeShop([product]), path: '/product/sand-s' });
  await screen.findByRole('heading', { level: 1, name: product.title });
  const script = container.ownerDocument.querySelector('script[type="application/ld+json"]')!;
  expect(script.textContent).not.toContain('</script>');
  expect(JSON.parse(script.textContent)).toMatchObject({
    '@type': 'Product',
    name: 'A </script> shirt',
    gtin: '4006381333931',
    offers: {
      price: '39.00',
      priceCurrency: 'USD',
      availability: 'https://schema.org/BackOrder',
      itemCondition: 'https://schema.org/UsedCondition',
    },
  });
});

test('a variant in the results names its color and size', async () => {
  await renderApp({ shop: shopOf(variants[2]!), path: '/search?q=crew' });
  const tile = within(await screen.findByRole('article'));
  expect(tile.getByText('Moss, size S')).toBeVisible();
});
