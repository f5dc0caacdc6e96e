import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Post } from '@/lib/api/types';
import { Refusal, type Call, type Reply } from './api.ts';

let posts: Post[] | undefined;

/** demoPosts returns the demo feed that ships with the project, as the API answers with it. */
export function demoPosts(): Post[] {
  const all = () => JSON.parse(readFileSync(path.resolve(process.cwd(), '../tools/demo/data/posts.json'), 'utf8')) as Stored[];
  posts ??= all().map(({ status: _, order: __, ...post }) => post);
  return posts;
}

type Stored = Post & { status: string; order: number };

/** FakePosts answers with the videos of the feed. */
export class FakePosts {
  constructor(private readonly posts: Post[] = demoPosts()) {}

  page({ query: { limit = 50, cursor = '0' } }: Call<'GET /api/posts'>): Reply<'GET /api/posts'> {
    const end = Number(cursor) + limit;
    return {
      posts: this.posts.slice(Number(cursor), end),
      ...(end < this.posts.length && { nextCursor: String(end) }),
    };
  }

  get(id: string): Post {
    const post = this.posts.find((p) => p.id === id);
    if (!post) throw new Refusal(404, 'post not found');
    return post;
  }
}

/** cached adds the headers of the responses that are the same for everybody. */
export function cached(response: Response, path: string): Response {
  if (!path.startsWith('/api/posts')) return response;
  response.headers.set('Cache-Control', 'public, max-age=60, s-maxage=300');
  const [first] = path === '/api/posts' ? demoPosts() : [];
  if (first) response.headers.set('Link', `<${first.posterUrl}>; rel=preload; as=image; fetchpriority=high`);
  return response;
}
