import { useState } from 'react';
import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { Feed } from '@/features/feed/Feed';
import { FeedTop } from '@/features/feed/FeedTop';
import { following } from '@/features/feed/order';
import { useFollowed } from '@/features/feed/taste';

const noCard = () => null;

/** FollowingPage is the feed of those whom the shopper follows. It holds no cards. */
export function FollowingPage() {
  const followed = useFollowed();
  const [handles] = useState(followed); // unfollowing somebody does not take their video from under the shopper's eyes
  const posts = following(handles);
  return (
    <div className="relative h-[calc(100dvh-var(--nav))]">
      <title>Following · ShopFYP</title>
      <h1 className="sr-only">Following</h1>
      <FeedTop />
      {posts ? (
        <Feed
          name="following"
          label="Following"
          itemAt={(index) => ({ kind: 'video', index, post: posts(index) })}
          renderCard={noCard}
        />
      ) : (
        <div className="grid size-full place-items-center">
          <Notice
            icon="people"
            title="You follow nobody yet"
            action={
              <Link to="/" className={buttonLook({ look: 'ember' })}>
                Find someone
              </Link>
            }
          >
            Tap the plus on somebody’s picture beside their video, and what they post is here.
          </Notice>
        </div>
      )}
    </div>
  );
}
