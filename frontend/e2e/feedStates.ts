import { slow, type State } from './states';

/** feedStates lists the states of the feed and of the saved videos. */
export const feedStates: State[] = [
  {
    name: 'feed',
    show: async (app) => {
      await app.open();
      await app.current().locator('video').waitFor();
      await app.loaded();
    },
  },
  {
    name: 'feed-paused',
    show: async (app, page) => {
      await app.open();
      await app.next();
      const play = app.current().getByRole('button', { name: 'Play video' });
      if (await play.isVisible()) await page.keyboard.press(' '); // with reduced motion, the video waits
      await app.current().getByRole('button', { name: 'Pause video' }).waitFor();
      await page.keyboard.press(' ');
      await play.waitFor();
    },
  },
  {
    name: 'feed-captions',
    show: async (app, page) => {
      await page.emulateMedia({ reducedMotion: 'reduce' }); // the video waits, so that its captions can be stopped
      await app.open();
      await app.current().getByRole('button', { name: 'Captions' }).click();
      await app.current().getByRole('button', { name: 'Play video' }).click();
      await app.current().locator('[data-captions]').waitFor();
      await page.keyboard.press(' ');
    },
  },
  {
    name: 'feed-loading',
    show: async (app, page) => {
      await slow(page, 'posts');
      await app.open();
      await page.getByRole('status', { name: 'Loading videos' }).waitFor();
    },
  },
  {
    name: 'feed-error',
    show: async (app, page) => {
      await app.fail('posts');
      await app.open();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'feed-empty',
    show: async (app, page) => {
      await page.route('**/api/posts', (route) => route.fulfill({ json: { posts: [] } }));
      await app.open();
      await page.getByRole('heading', { name: 'No videos yet' }).waitFor();
    },
  },
  {
    name: 'saved',
    show: async (app, page) => {
      await app.open();
      for (let i = 0; i < 3; i++) {
        await app.current().getByRole('button', { name: 'Save' }).click();
        if (i < 2) await app.next();
      }
      await page.goto('/saved');
      await page.getByRole('list', { name: 'Saved videos' }).waitFor();
    },
  },
  {
    name: 'saved-empty',
    show: async (app, page) => {
      await app.open('/saved');
      await page.getByRole('heading', { name: 'No saved videos yet' }).waitFor();
    },
  },
];
