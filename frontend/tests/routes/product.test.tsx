import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { formatPrice, savingPercent } from '@/lib/money';
import { demoCatalog } from '../fake/catalog';
import { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

const speaker = demoCatalog().find((p) => p.listPrice && p.category?.includes('Bluetooth Speakers'))!;
const path = `/product/${speaker.productId}`;
const clicks = (shop: FakeShop) => shop.calls.filter((call) => call === 'POST /api/click').length;

test('a product page shows all details and similar products', async () => {
  await renderApp({ path });
  expect(await screen.findByRole('heading', { level: 1, name: speaker.title })).toBeVisible();
  expect(await screen.findByText(speaker.description!)).toBeVisible();
  const product = within(screen.getAllByRole('article')[0]!);
  expect(product.getByText(speaker.brand!)).toBeVisible();
  expect(product.getByText(formatPrice(speaker.price!))).toBeVisible();
  expect(product.getByText(formatPrice(speaker.listPrice!)).closest('s')).toHaveTextContent('List price:');
  expect(product.getByText(/You save/).parentElement).toHaveTextContent(`${savingPercent(speaker)}%`);
  expect(
    within(screen.getByRole('navigation', { name: 'Category' })).getByRole('link', { name: 'Bluetooth Speakers' }),
  ).toBeVisible();

  const similar = await screen.findByRole('list', { name: 'Similar products' });
  expect(within(similar).getAllByRole('link')).toHaveLength(6);
  expect(within(similar).queryByText(speaker.title)).not.toBeInTheDocument();
});

test('a visit is logged once, and going back does not log one', async () => {
  const { user, shop, router, log } = await renderApp({ path });
  await waitFor(() => expect(log()).toMatchObject([{ type: 'click', productId: speaker.productId }]));
  const similar = await screen.findByRole('list', { name: 'Similar products' });
  await user.click(within(similar).getAllByRole('link')[0]!);
  await waitFor(() => expect(clicks(shop)).toBe(2));
  await act(() => router.navigate(-1));
  await screen.findByRole('heading', { level: 1, name: speaker.title });
  await screen.findByRole('list', { name: 'Similar products' });
  expect(clicks(shop)).toBe(2);
});

test('Buy puts the product in the basket, and can be undone', async () => {
  const { user, shop, uid } = await renderApp({ path });
  await user.click(await screen.findByRole('button', { name: `Buy ${speaker.title}` }));
  expect(screen.getByText(`In your basket: ${speaker.title}`)).toBeVisible();
  expect(screen.getAllByRole('link', { name: 'Basket, 1 item' })[0]).toBeVisible();
  await waitFor(() => expect(shop.baskets.read(uid).lines).toMatchObject([{ productId: speaker.productId, quantity: 1 }]));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(shop.baskets.read(uid).lines).toEqual([]));
});

test('a photo of another host is requested over HTTPS', async () => {
  const imageUrl = 'http://pictures.example/speaker.jpg';
  const { container } = await renderApp({ shop: new FakeShop([{ ...speaker, imageUrl }]), path });
  await screen.findByRole('heading', { level: 1, name: speaker.title });
  expect(container.querySelector('[data-picture=photo] img')).toHaveAttribute('src', 'https://pictures.example/speaker.jpg');
});

test('a photo that fails to load is replaced by an illustration', async () => {
  const imageUrl = 'https://pictures.example/speaker.jpg';
  const { container } = await renderApp({ shop: new FakeShop([{ ...speaker, imageUrl }]), path });
  await screen.findByRole('heading', { level: 1, name: speaker.title });
  const picture = () => container.querySelector('[data-picture]')!;
  expect(picture()).toHaveAttribute('data-picture', 'photo');
  fireEvent.error(picture().querySelector('img')!);
  expect(picture()).toHaveAttribute('data-picture', 'illustration');
  expect(picture().querySelector('img')).toBeNull();
  expect(picture().querySelector('svg')).toBeInTheDocument();
});

test('sharing copies the link on a device without a share sheet', async () => {
  const { user } = await renderApp({ path });
  const share = await screen.findByRole('button', { name: 'Share this product' });
  await waitFor(() => expect(share).toBeEnabled());
  await user.click(share);
  expect(await screen.findByText('Link copied')).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe(`${window.location.origin}${path}`);
});

test('an unknown product shows a message', async () => {
  await renderApp({ path: '/product/nothing-here' });
  expect(await screen.findByRole('heading', { name: 'Product not found' })).toBeVisible();
});

test('a product that goes away while the shopper looks at it is replaced by a way to similar ones', async () => {
  const shop = new FakeShop();
  const { user, router } = await renderApp({ shop, path });
  expect(await screen.findByRole('heading', { level: 1, name: speaker.title })).toBeVisible();
  await waitFor(() => expect(shop.calls.filter((call) => call.startsWith('GET /api/product'))).toHaveLength(1));
  shop.fail('/api/product', { status: 404, times: 100 });
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000); // what was loaded is no longer fresh
  act(() => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))); // the shopper comes back to the tab
  expect(await screen.findByRole('heading', { level: 1, name: 'No longer available' })).toBeVisible();
  expect(screen.queryByRole('button', { name: `Buy ${speaker.title}` })).not.toBeInTheDocument();
  vi.restoreAllMocks();
  await user.click(screen.getByRole('link', { name: 'See similar products' }));
  await waitFor(() => expect(router.state.location.search).toBe(`?${new URLSearchParams({ q: speaker.title })}`));
});

test('a product that fails to load can be retried', async () => {
  const shop = new FakeShop();
  shop.fail('/api/product', { status: 503, times: 100 });
  const { user } = await renderApp({ shop, path });
  expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong');
  shop.fail('/api/product', null);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { level: 1, name: speaker.title })).toBeVisible();
});

test('the product stays on screen if the similar products fail to load', async () => {
  const shop = new FakeShop();
  shop.fail('/api/similar', { status: 500, times: 100 });
  await renderApp({ shop, path });
  expect(await screen.findByText('We couldn’t load similar products.')).toBeVisible();
  expect(screen.getByRole('heading', { level: 1, name: speaker.title })).toBeVisible();
});

test('Back on a product opened from another site goes to the feed', async () => {
  const { user, router } = await renderApp({ path });
  await user.click(await screen.findByRole('button', { name: 'Back' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/'));
});

test('a sale says when it ends, and an adult product that it is one', async () => {
  const sale = {
    saleStart: '2020-01-01T00:00:00Z',
    saleEnd: '2090-12-24T12:00:00Z',
    salePrice: { amount: 100, currency: 'USD' },
  };
  await renderApp({ shop: new FakeShop([{ ...speaker, ...sale, adult: true }]), path });
  expect(await screen.findByText('Sale ends on December 24, 2090')).toBeVisible();
  expect(await screen.findByText('Adults only')).toBeVisible();
});
