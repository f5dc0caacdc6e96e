import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { IconButton } from '@/components/IconButton';
import { Notice } from '@/components/Notice';
import { isNotFound } from '@/lib/api/problem';
import type { Post } from '@/lib/api/types';
import { videoPath } from './order';
import { usePost } from './posts';
import { useSaved, useSavedPosts } from './savedVideos';

/** SavedPage lists the saved videos, the latest first. It works without a network. */
export function SavedPage() {
  const posts = useSavedPosts().toReversed();
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-6 pb-12 sm:px-6">
      <title>Saved videos · ShopFYP</title>
      <h1 className="font-display text-3xl font-bold sm:text-4xl">Saved videos</h1>
      <p className="mt-2 max-w-prose text-mist-2">They are on this device only, and play without a network.</p>
      {posts.length === 0 ? (
        <NothingSaved />
      ) : (
        <ul aria-label="Saved videos" className="mt-6 grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-5">
          {posts.map((post) => (
            <li key={post.id}>
              <SavedVideo post={post} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function SavedVideo({ post }: { post: Post }) {
  const [, setSaved] = useSaved(post);
  const gone = isNotFound(usePost(post.id).error);
  return (
    <article className="relative overflow-hidden rounded-2xl bg-night-2 focus-within:ring-3 focus-within:ring-lilac">
      <div className="aspect-[9/16] w-full bg-night-3">
        {!gone && <img src={post.posterUrl} alt="" loading="lazy" className="size-full object-cover" />}
      </div>
      <div className="on-video absolute inset-x-0 bottom-0 bg-linear-to-t from-night/90 via-night/70 to-transparent px-3 pt-12 pb-3">
        <h2 className="truncate text-[15px] font-semibold text-mist text-shadow-soft">
          {gone ? (
            post.author
          ) : (
            <Link to={videoPath(post.id)} className="outline-none after:absolute after:inset-0">
              {post.author}
            </Link>
          )}
        </h2>
        <p dir="auto" className="line-clamp-2 text-[13px] leading-snug [overflow-wrap:anywhere] text-mist/90 text-shadow-soft">
          {gone ? 'This video is no longer available.' : post.caption}
        </p>
      </div>
      <IconButton
        icon="trash"
        label={`Remove the video by ${post.author}: ${post.about}`}
        className="on-video absolute top-2 right-2 bg-night/70 text-mist hover:bg-night"
        onClick={() => setSaved(false)}
      />
    </article>
  );
}

function NothingSaved() {
  return (
    <Notice
      icon="bookmark"
      title="No saved videos yet"
      action={
        <Link to="/" className={buttonLook({ look: 'ember' })}>
          Go to the feed
        </Link>
      }
    >
      Tap Save on a video to find it here, also without a network.
    </Notice>
  );
}
