import { memo } from 'react';
import type { Post } from '@/lib/api/types';

/** Caption shows a video's author, caption and sound. */
export const Caption = memo(function Caption({ post }: { post: Post }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-0 bg-linear-to-t from-night/85 via-night/55 to-transparent pt-20 pr-20 pb-6 pl-4 md:pr-5">
      <p className="font-display text-lg font-bold text-shadow-soft">
        {post.author} <span className="font-sans text-sm font-medium text-mist/85">@{post.handle}</span>
      </p>
      <p dir="auto" className="mt-1 line-clamp-2 text-[15px] leading-snug [overflow-wrap:anywhere] text-mist text-shadow-soft">
        {[post.caption, ...(post.tags ?? []).map((tag) => `#${tag}`)].join(' ')}
      </p>
      <p className="mt-2 flex items-center gap-2 text-[13px] text-mist/85">
        <Equalizer on={Boolean(post.sound)} />
        {post.sound ?? 'No sound'}
      </p>
    </div>
  );
});

function Equalizer({ on }: { on: boolean }) {
  return (
    <span aria-hidden className="flex h-3 items-end gap-[2px]">
      {[8, 12, 6, 10].map((height, i) => (
        <span key={i} className="w-[3px] rounded-full bg-current" style={{ height: on ? height : 2 }} />
      ))}
    </span>
  );
}
