import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery, type QueryClient } from '@tanstack/react-query';
import { publicGet } from '@/lib/api/public';
import type { Post, PostsPage } from '@/lib/api/types';
import { loadError } from '@/lib/retry';

/** The posts of the feed. Their order does not change while the app is open, so that scrolling back shows the same ones. */
const postsOptions = infiniteQueryOptions({
  queryKey: ['posts'],
  queryFn: ({ pageParam, signal }) =>
    publicGet<PostsPage>(`/api/posts${pageParam && `?cursor=${encodeURIComponent(pageParam)}`}`, signal),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor || undefined,
  staleTime: Infinity,
  gcTime: Infinity,
});

/** PostList is the part of the feed's posts that is loaded. */
export type PostList = {
  posts: readonly Post[];
  /** there are no more posts */
  complete: boolean;
};

/** loadPosts starts to load the first posts. */
export const loadPosts = (client: QueryClient): void => void client.prefetchInfiniteQuery(postsOptions);

/** usePosts returns the loaded posts, or undefined while there are none, and a function that loads more. */
export function usePosts() {
  const query = useInfiniteQuery({ ...postsOptions, select: listOf });
  const { isFetching, hasNextPage, fetchNextPage } = query;
  return {
    list: query.data,
    error: query.data ? undefined : loadError(query),
    retry: () => void query.refetch(),
    failed: query.isFetchNextPageError,
    loadMore: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
  };
}

const listOf = ({ pages }: { pages: PostsPage[] }): PostList => ({
  posts: pages.flatMap((page) => page.posts),
  complete: !pages.at(-1)?.nextCursor,
});

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
