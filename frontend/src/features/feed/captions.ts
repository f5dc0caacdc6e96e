import { useEffect, useState, type RefObject } from 'react';
import { createStore, useStore } from '@/lib/store';

const shown = createStore(false, {
  area: 'local',
  key: 'captions',
  isValid: (value): value is boolean => typeof value === 'boolean',
});

/** setCaptions shows or hides the captions of all videos. */
export const setCaptions = (next: boolean): void => shown.set(next);

/** useCaptions reports whether captions are shown. */
export const useCaptions = () => useStore(shown);

/**
 * useCues returns the captions at the current time of a video. The browser would draw them at the bottom of the video,
 * below its title, so the app draws them.
 */
export function useCues(video: RefObject<HTMLVideoElement | null>, url: string | undefined, on: boolean): string {
  const [text, setText] = useState('');
  useEffect(() => {
    const track = video.current?.textTracks?.[0];
    if (track && on) return follow(track, setText);
  }, [video, url, on]);
  return on ? text : '';
}

// follow calls onText with the text of the current cues after each change, until the returned function is called.
function follow(track: TextTrack, onText: (text: string) => void): () => void {
  const show = () => onText([...(track.activeCues ?? [])].map(textOf).join('\n'));
  track.mode = 'hidden'; // loads the file, and draws nothing
  track.addEventListener('cuechange', show);
  return () => {
    track.removeEventListener('cuechange', show);
    track.mode = 'disabled';
    onText('');
  };
}

const textOf = (cue: TextTrackCue) => (cue as VTTCue).getCueAsHTML().textContent ?? '';
