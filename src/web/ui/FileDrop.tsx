import { useEffect, useRef, useState, type ReactNode } from 'react';

interface FileDropProps {
  accept: string;
  title: string;
  children: ReactNode;
  /** Whether the button is the page's next step. */
  primary: boolean;
  disabled?: boolean;
  onFile: (file: File) => void;
}

/** A place to drop one file; the whole page takes it too, because nobody aims well while dragging. */
export function FileDrop({ accept, title, children, primary, disabled = false, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const dragging = usePageDrop(disabled ? null : onFile);
  return (
    <div className={dragging ? 'drop over' : 'drop'}>
      <b>{title}</b>
      {children}
      <input
        ref={input}
        type="file"
        accept={accept}
        className="vh"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <button
        type="button"
        className={primary ? 'btn' : 'btn line'}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        Choose a file
      </button>
      {dragging && <div className="dropping">Drop the file anywhere</div>}
    </div>
  );
}

function usePageDrop(onFile: ((file: File) => void) | null): boolean {
  const [dragging, setDragging] = useState(false);
  const take = useRef(onFile);
  useEffect(() => {
    take.current = onFile;
  });
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent) => {
      if (!hasFile(event) || take.current === null) return;
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      // Leaving the window has nothing it goes to; moving between elements has.
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setDragging(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) take.current?.(file);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return dragging;
}
