import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { buttonLook } from './Button';
import type { IconName } from './Icon';
import { Notice } from './Notice';

type Props = { icon: IconName; title: string; children: ReactNode };

/** NotFound fills a page whose subject does not exist. It leads to the feed. */
export function NotFound({ icon, title, children }: Props) {
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <title>{`${title} · ShopFYP`}</title>
      <Notice
        wholePage
        icon={icon}
        title={title}
        action={
          <Link to="/" className={buttonLook({ look: 'ember' })}>
            Go to the feed
          </Link>
        }
      >
        {children}
      </Notice>
    </div>
  );
}
