import { useSearchParams } from 'react-router';

/** useParam returns a parameter of the URL, and a function that changes it. Without it, or with an unknown one, it is the first choice. */
export function useParam<Choice extends string>(name: string, choices: readonly Choice[]): [Choice, (next: string) => void] {
  const [params, setParams] = useSearchParams();
  const asked = choices.find((choice) => choice === params.get(name));
  const set = (next: string) =>
    setParams(
      (old) => {
        old.set(name, next);
        return old;
      },
      { replace: true },
    );
  return [asked ?? choices[0]!, set];
}
