import { onlineManager } from '@tanstack/react-query';
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Product } from '@/lib/api/types';
import { forgetBasket } from '@/lib/basket/local';
import type { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

const path = '/basket';
const product = (shop: FakeShop, id: string) => shop.products.find((p) => p.productId === id)!;
const basket = async () => within(await screen.findByRole('list', { name: 'Products in your basket' }));
const edit = (shop: FakeShop, id: string, change: Partial<Product>) =>
  shop.products.splice(shop.products.indexOf(product(shop, id)), 1, { ...product(shop, id), ...change });

afterEach(() => {
  onlineManager.setOnline(true);
  forgetBasket(); // the browser's copy outlives a test
});

test('an empty basket leads to the shop', async () => {
  await renderApp({ path });
  expect(await screen.findByRole('heading', { name: 'Your basket is empty' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'See your picks' })).toBeVisible();
});

test('the quantity changes the total and the count', async () => {
  const { user, shop, uid } = await renderApp({
    path,
    before: (shop, uid) => {
      edit(shop, 'spk-0001', { price: { amount: 1000, currency: 'USD' } });
      shop.baskets.put(uid, 'spk-0001');
    },
  });
  const total = () => within(screen.getByRole('region', { name: 'Total' }));
  await user.click((await basket()).getByRole('button', { name: 'One more' }));
  expect(total().getByText('$20.00')).toBeVisible();
  expect(screen.getAllByRole('link', { name: 'Basket, 2 items' })).toHaveLength(2);
  await waitFor(() => expect(shop.baskets.read(uid).lines[0]?.quantity).toBe(2));
  await user.click((await basket()).getByRole('button', { name: 'One less' }));
  await user.click((await basket()).getByRole('button', { name: 'One less' })); // removing has its own button
  expect(total().getByText('$10.00')).toBeVisible();
});

test('removing a line can be undone', async () => {
  const { user, shop, uid } = await renderApp({ path, before: (shop, uid) => shop.baskets.put(uid, 'spk-0001', 3) });
  const { title } = product(shop, 'spk-0001');
  await user.click((await basket()).getByRole('button', { name: `Remove ${title}` }));
  expect(screen.getByRole('heading', { name: 'Your basket is empty' })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Your basket' })).toHaveFocus();
  await waitFor(() => expect(shop.baskets.read(uid).lines).toEqual([]));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect((await basket()).getByText('3')).toBeVisible();
  await waitFor(() => expect(shop.baskets.read(uid).lines[0]?.quantity).toBe(3));
});

test('the page says what changed since a product was added', async () => {
  const { shop } = await renderApp({
    path,
    before: (shop, uid) => {
      edit(shop, 'spk-0001', { price: { amount: 2500, currency: 'USD' } });
      edit(shop, 'spk-0002', { availability: 'out_of_stock' });
      shop.baskets.put(uid, 'spk-0001', 1, { amount: 2000, currency: 'USD' });
      shop.baskets.put(uid, 'spk-0002');
      shop.baskets.put(uid, 'no-such-product');
    },
  });
  const list = await basket();
  expect(list.getByText('Price went from $20.00 to $25.00.')).toBeVisible();
  expect(list.getByRole('link', { name: `Choose another for ${product(shop, 'spk-0002').title}` })).toBeVisible();
  expect(list.getByText('No longer available. You can remove it.')).toBeVisible();
  expect(screen.getByText('2 products are not available and not in the total.')).toBeVisible();
  expect(within(screen.getByRole('region', { name: 'Total' })).getByText('1 item')).toBeVisible();
});

test('each currency has its own total', async () => {
  await renderApp({
    path,
    before: (shop, uid) => {
      edit(shop, 'spk-0001', { price: { amount: 2500, currency: 'USD' } });
      edit(shop, 'spk-0002', { price: { amount: 1000, currency: 'EUR' } });
      shop.baskets.put(uid, 'spk-0001', 2);
      shop.baskets.put(uid, 'spk-0002');
    },
  });
  await basket();
  const total = within(screen.getByRole('region', { name: 'Total' }));
  expect(await total.findByText('$50.00')).toBeVisible();
  expect(await total.findByText('€10.00')).toBeVisible();
});

test('without a network, changes wait and are sent later', async () => {
  const { user, shop, uid } = await renderApp({ path, before: (shop, uid) => shop.baskets.put(uid, 'spk-0001') });
  await basket();
  act(() => onlineManager.setOnline(false));
  shop.fail('/api/basket', 'network');
  await user.click((await basket()).getByRole('button', { name: 'One more' }));
  expect((await basket()).getByText('2')).toBeVisible();
  expect(shop.baskets.read(uid).lines[0]?.quantity).toBe(1);
  shop.fail('/api/basket', null);
  act(() => onlineManager.setOnline(true));
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(shop.baskets.read(uid).lines[0]?.quantity).toBe(2));
});

test('an error offers a retry', async () => {
  const { user } = await renderApp({
    path,
    before: (shop, uid) => {
      shop.baskets.put(uid, 'spk-0001');
      shop.fail('/api/basket', { status: 500, times: 9 });
    },
  }).then(async (view) => {
    await screen.findByRole('alert');
    view.shop.fail('/api/basket', null);
    return view;
  });
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await basket();
});

test('the shop’s own checkout gets the basket', async () => {
  await renderApp({
    path,
    before: (shop, uid) => {
      shop.baskets.checkout = { kind: 'shop', url: 'https://shop.example/cart/spk-0001:1' };
      shop.baskets.put(uid, 'spk-0001');
    },
  });
  const link = await screen.findByRole('link', { name: /^Check out at the shop/ });
  expect(link).toHaveAttribute('href', 'https://shop.example/cart/spk-0001:1');
});

test('without a checkout, each product leads to its seller, unless its address is unsafe', async () => {
  await renderApp({
    path,
    before: (shop, uid) => {
      shop.baskets.checkout = { kind: 'products' };
      edit(shop, 'spk-0001', { url: 'https://shop.example/it' });
      edit(shop, 'spk-0002', { url: 'javascript:alert(1)' });
      shop.baskets.put(uid, 'spk-0001');
      shop.baskets.put(uid, 'spk-0002');
    },
  });
  const links = await screen.findAllByRole('link', { name: /opens the seller’s page/ });
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://shop.example/it']);
  expect(links[0]).toHaveAttribute('rel', 'noopener noreferrer');
});

test('the demo checkout records the purchase, empties the basket and says thank you', async () => {
  const { user, shop, uid, router, log } = await renderApp({ path, before: (shop, uid) => shop.baskets.put(uid, 'spk-0001', 2) });
  await user.click(await screen.findByRole('link', { name: 'Check out' }));
  expect(await screen.findByRole('note')).toHaveTextContent('This is a demo.');
  shop.fail('/api/purchases', { status: 400, times: 1 });
  await user.click(screen.getByRole('button', { name: 'Place demo order' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('did not accept');
  await user.click(screen.getByRole('button', { name: 'Place demo order' }));
  expect(await screen.findByRole('heading', { name: 'Thank you!' })).toBeVisible();
  expect(router.state.location.pathname).toBe('/checkout/thanks');
  expect(log()).toMatchObject([{ type: 'purchase', productId: 'spk-0001', quantity: 2 }]);
  expect(shop.baskets.read(uid).lines).toEqual([]);
  expect(screen.getAllByRole('link', { name: 'Basket' })).toHaveLength(2);
});

test('checkout without anything to buy leads back to the basket', async () => {
  const { router } = await renderApp({ path: '/checkout' });
  await screen.findByRole('heading', { name: 'Your basket is empty' });
  expect(router.state.location.pathname).toBe('/basket');
});
