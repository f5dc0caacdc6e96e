import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { publicGet } from '@/lib/api/public';
import type { Post, PostsPage } from '@/lib/api/types';
import { loadError } from '@/lib/retry';

/** The posts of the feed. Their order does not change while the app is open, so that scrolling back shows the same ones. */
const postsOptions = queryOptions({
  queryKey: ['posts'],
  queryFn: ({ signal }) => publicGet<PostsPage>('/api/posts', signal),
  staleTime: Infinity,
  gcTime: Infinity,
});

/** nextPage is the query of the posts after a cursor. */
const nextPage = (cursor: string) => ({
  queryKey: ['more-posts', cursor],
  queryFn: () => publicGet<PostsPage>(`/api/posts?cursor=${encodeURIComponent(cursor)}`),
  gcTime: 0, // the page becomes part of the posts
});

/** PostList is the part of the feed's posts that is loaded. */
export type PostList = {
  posts: readonly Post[];
  /** there are no more posts */
  complete: boolean;
};

/** loadPosts starts to load the first posts. */
export const loadPosts = (client: QueryClient): void => void client.prefetchQuery(postsOptions);

/** usePosts returns the loaded posts, or undefined while there are none, and a function that loads more. */
export function usePosts() {
  const client = useQueryClient();
  const query = useQuery({ ...postsOptions, select: listOf });
  const [failed, setFailed] = useState(false);
  const loadMore = () => {
    const loaded = client.getQueryData(postsOptions.queryKey);
    if (!loaded?.nextCursor || client.isFetching({ queryKey: ['more-posts'] }) > 0) return;
    setFailed(false);
    client.fetchQuery(nextPage(loaded.nextCursor)).then(
      (page) => client.setQueryData(postsOptions.queryKey, { ...page, posts: [...loaded.posts, ...page.posts] }),
      () => setFailed(true),
    );
  };
  return {
    list: query.data,
    error: query.data ? undefined : loadError(query),
    retry: () => void query.refetch(),
    failed,
    loadMore,
  };
}

const listOf = ({ posts, nextCursor }: PostsPage): PostList => ({ posts, complete: !nextCursor });

const postOptions = (id: string) =>
  queryOptions({
    queryKey: ['post', id],
    queryFn: ({ signal }) => publicGet<Post>(`/api/posts/${encodeURIComponent(id)}`, signal),
  });

/** usePost returns the query of one post. */
export const usePost = (id: string, { enabled = true } = {}) => useQuery({ ...postOptions(id), enabled });

/** colorsOf returns the background colors around a post's video on a wide screen. */
export const colorsOf = ({ colors }: Post): [string, string] =>
  colors?.length === 2 ? [colors[0]!, colors[1]!] : ['var(--color-ember)', 'var(--color-violet)'];
