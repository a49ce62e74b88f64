/** A key of the keyboard as a hint; the name of the control says it too, by aria-keyshortcuts. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="kbd" aria-hidden="true">
      {children}
    </kbd>
  )
}
