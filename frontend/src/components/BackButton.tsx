import { useLocation, useNavigate } from 'react-router';
import { IconButton } from './IconButton';

/** BackButton goes to the previous page, or to the feed if the shopper came from another site. */
export function BackButton({ className = 'text-mist hover:bg-night-3' }: { className?: string }) {
  const navigate = useNavigate();
  const location = useLocation();
  const back = () => void (location.key === 'default' ? navigate('/') : navigate(-1));
  return <IconButton icon="back" label="Back" className={className} onClick={back} />;
}
