import { useEffect, useId, useRef, type ReactNode } from 'react';

interface MenuProps {
  label: ReactNode;
  /** What the button is called where its label is not words. */
  name?: string;
  className: string;
  /** Which edge of the button the menu keeps to. */
  align: 'start' | 'end';
  children: ReactNode;
}

/** A button that opens a list of links and buttons: a native popover, closed by Esc, a click outside or a choice. */
export function Menu({ label, name, className, align, children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const place = () => {
    if (button.current === null || menu.current === null) return;
    const box = button.current.getBoundingClientRect();
    const { style } = menu.current;
    style.top = `${String(box.bottom + 6)}px`;
    style.left = align === 'start' ? `${String(Math.max(12, box.left))}px` : 'auto';
    style.right = align === 'end' ? `${String(Math.max(12, innerWidth - box.right))}px` : 'auto';
  };
  useEffect(() => {
    const element = menu.current;
    if (element === null) return;
    const close = (event: MouseEvent) => {
      if ((event.target as Element).closest('a, button.item') !== null) element.hidePopover();
    };
    element.addEventListener('click', close);
    element.addEventListener('keydown', moveFocus);
    return () => {
      element.removeEventListener('click', close);
      element.removeEventListener('keydown', moveFocus);
    };
  }, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        aria-label={name}
        onClick={place}
      >
        {label}
      </button>
      <div ref={menu} id={id} popover="auto" className="menu">
        {children}
      </div>
    </>
  );
}

/** Arrow keys move through the choices, as Tab does. */
function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  const choices = [
    ...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('a, button.item'),
  ].filter((choice) => choice.offsetParent !== null);
  const at = choices.indexOf(document.activeElement as HTMLElement);
  choices[(at + step + choices.length) % choices.length]?.focus();
}
