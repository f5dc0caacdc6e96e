import { useState } from 'react';
import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { Feed } from '@/features/feed/Feed';
import { FeedTop } from '@/features/feed/FeedTop';
import { following, type ItemAt } from '@/features/feed/order';
import { followedAuthors } from '@/features/feed/preferences';

const noCard = () => null;

/** FollowingPage is the feed of the authors that the shopper follows. It has no cards. */
export function FollowingPage() {
  const [itemAt] = useState(itemsOfFollowed); // unfollowing an author does not remove the video on screen
  return (
    <div className="relative h-[calc(100dvh-var(--nav))]">
      <title>Following · ShopFYP</title>
      <h1 className="sr-only">Following</h1>
      <FeedTop onVideo={itemAt !== undefined} />
      {itemAt ? <Feed name="following" label="Following" itemAt={itemAt} renderCard={noCard} /> : <NobodyFollowed />}
    </div>
  );
}

function itemsOfFollowed(): ItemAt | undefined {
  const posts = following(followedAuthors());
  return posts && ((index) => ({ kind: 'video', index, post: posts(index) }));
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
