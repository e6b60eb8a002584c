import { useEffect, useRef, type ReactNode } from 'react';

/** A modal question: the browser's own dialog keeps the focus inside and closes on Esc. */
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
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="sheet" aria-label={label} onClose={onClose}>
      {children}
    </dialog>
  );
}
