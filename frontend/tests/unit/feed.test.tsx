import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Feed } from '@/features/feed/Feed';
import { itemAt, forYou } from '@/features/feed/order';
import { demoPosts } from '#test/fake/posts';

const at = (index: number) => itemAt(index, 5, forYou({ posts: demoPosts(), complete: true }));

// A key can scroll to an item that a busy device has not rendered yet. Without a snap point there, the browser
// scrolls back and the key is lost.
test('the feed has snap points for items that are not rendered yet', () => {
  const { container } = render(<Feed name="test" label="For You" itemAt={at} renderCard={() => null} />);
  const snapPoints = [...container.querySelectorAll<HTMLElement>('.snap-start')].map((point) => point.style.top);
  expect(snapPoints).toEqual(['0%', '100%', '200%', '300%', '400%']);
  expect(container.querySelectorAll('article').length).toBeLessThan(snapPoints.length);
});
