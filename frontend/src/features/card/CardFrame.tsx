import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/Icon';

type Props = { title: string; kicker: string; icon?: IconName; children: ReactNode };

/** CardFrame is the frame that all states of the card share. It is as large as a video, so nothing moves when the state changes. */
export function CardFrame({ title, kicker, icon = 'spark', children }: Props) {
  return (
    <section className="on-video flex size-full flex-col overflow-hidden card-background pt-17 [container-type:size] md:rounded-[28px] md:shadow-2xl">
      <header className="px-5 pb-3">
        <p className="flex items-center gap-1.5 text-[13px] font-semibold text-lilac">
          <Icon name={icon} filled={icon === 'spark'} className="size-4" />
          {kicker}
        </p>
        <div className="flex h-11 items-center">
          <h2
            className={`font-display font-bold [overflow-wrap:anywhere] ${title.length > 24 ? 'line-clamp-2 text-[17px] leading-[1.2]' : 'line-clamp-1 text-2xl'}`}
          >
            {title}
          </h2>
        </div>
      </header>
      <div className="paper flex min-h-0 flex-1 flex-col rounded-t-[26px] px-3 pt-3 pb-2">{children}</div>
    </section>
  );
}
