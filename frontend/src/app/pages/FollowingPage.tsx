import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { Feed } from '@/features/feed/Feed';
import { FeedState } from '@/features/feed/FeedState';
import { FeedTop } from '@/features/feed/FeedTop';
import { following, videoItem, type Item } from '@/features/feed/order';
import { usePosts } from '@/features/feed/posts';
import { followedAuthors } from '@/features/feed/preferences';

const noCard = () => null;

/** FollowingPage is the feed of the authors that the shopper follows. It has no cards. */
export function FollowingPage() {
  const [handles] = useState(followedAuthors); // unfollowing an author does not remove the video on screen
  const { list, error, retry, failed, loadMore } = usePosts();
  const items = useMemo(() => {
    const posts = list && following(list, handles);
    return posts && ((index: number) => videoItem(index, posts(index)));
  }, [list, handles]);
  const searching = handles.size > 0 && list !== undefined && !list.complete && !items && !failed;
  useEffect(() => {
    if (searching) loadMore();
  });
  const onVisible = useCallback(
    (item: Item) => {
      if (items && items(item.index + 2).kind === 'pending') loadMore();
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- loadMore changes with every render
    [items],
  );
  return (
    <div className="relative h-[calc(100dvh-var(--nav))]">
      <title>Following · ShopFYP</title>
      <h1 className="sr-only">Following</h1>
      <FeedTop onVideo={items !== undefined} />
      {items ? (
        <Feed name="following" label="Following" itemAt={items} renderCard={noCard} onVisible={onVisible} />
      ) : handles.size > 0 && (!list || searching) ? (
        <FeedState error={error} empty={false} onRetry={retry} />
      ) : (
        <NobodyFollowed />
      )}
    </div>
  );
}

function NobodyFollowed() {
  return (
    <div className="grid size-full place-items-center">
      <Notice
        icon="people"
        title="You’re not following anyone yet"
        action={
          <Link to="/" className={buttonLook({ look: 'ember' })}>
            Find people to follow
          </Link>
        }
      >
        Tap the plus on someone’s picture to see their videos here.
      </Notice>
    </div>
  );
}
