import { useEffect, useRef, useState, type ReactNode } from 'react';

/**
 * A modal question: the browser's own dialog keeps the focus inside and closes on Esc. Whoever answers it is back where they
 * were: a dialog that is taken out of the page while it is open would leave the keyboard at the page's beginning.
 */
export function Dialog({
  label,
  onClose,
  children,
}: {
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, [before]);
  return (
    <dialog ref={dialog} className="sheet" aria-label={label} onClose={onClose}>
      {children}
    </dialog>
  );
}
