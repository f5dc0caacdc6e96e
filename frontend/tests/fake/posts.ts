import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Post } from '@/lib/api/types';

let posts: Post[] | undefined;

/** demoPosts returns the demo feed that ships with the project, as the API answers with it. */
export function demoPosts(): Post[] {
  const all = () => JSON.parse(readFileSync(path.resolve(process.cwd(), '../tools/demo/data/posts.json'), 'utf8')) as Stored[];
  posts ??= all().map(({ status: _, order: __, ...post }) => post);
  return posts;
}

type Stored = Post & { status: string; order: number };

/** cached adds the headers of the responses that are the same for everybody. */
export function cached(response: Response, path: string): Response {
  if (!path.startsWith('/api/posts')) return response;
  response.headers.set('Cache-Control', 'public, max-age=60, s-maxage=300');
  const [first] = path === '/api/posts' ? demoPosts() : [];
  if (first) response.headers.set('Link', `<${first.posterUrl}>; rel=preload; as=image; fetchpriority=high`);
  return response;
}
