import { Link } from 'react-router';
import { buttonLook } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { AccountPanel } from './AccountPanel';
import { GuestHistoryDialog } from './GuestHistoryDialog';
import { HistoryPanel } from './HistoryPanel';
import { MeasurePanel } from './MeasurePanel';

/** YouPage shows the shopper's history and account. */
export function YouPage() {
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-6 px-4 pt-6 pb-12 sm:px-6 lg:grid-cols-[1fr_22rem]">
      <title>You · ShopFYP</title>
      <header className="lg:col-span-2">
        <h1 className="font-display text-3xl font-bold sm:text-4xl">What ShopFYP knows about you</h1>
        <p className="mt-2 max-w-prose text-mist-2">
          Your searches, the products you opened and those you weren’t interested in. The latest ones influence your next card.
          Remove anything that shouldn’t count.
        </p>
        <Link to="/saved" className={`${buttonLook()} mt-4`}>
          <Icon name="bookmark" className="size-5" /> Saved videos
        </Link>
      </header>
      <HistoryPanel />
      <div className="flex flex-col gap-6">
        {/* The account comes last, because its height changes when the shopper signs in. */}
        <MeasurePanel />
        <AccountPanel />
      </div>
      <GuestHistoryDialog />
    </div>
  );
}
