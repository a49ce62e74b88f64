import { CheckOutlined, DownOutlined } from "@ant-design/icons"
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react"
import "./choice.css"

interface Option<T extends string> {
  readonly value: T
  readonly label: ReactNode
  readonly disabled?: boolean
}

interface Props<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (next: T) => void
  readonly className?: string
}

/** The next option that may be chosen, from a place in a direction; the place itself where there is none. */
function stepped(options: readonly Option<string>[], from: number, by: 1 | -1): number {
  for (let at = from + by; at >= 0 && at < options.length; at += by) if (!options[at]!.disabled) return at
  return from
}

/** One out of a few. The focus stays on the button, as ARIA has it for a combobox that only selects. */
export function Choice<T extends string>({ label, value, options, onChange, className = "" }: Props<T>) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const chosen = options.findIndex((one) => one.value === value)
  const show = (): void => {
    setAt(Math.max(0, chosen))
    setOpen(true)
  }
  const choose = (place: number): void => {
    const one = options[place]
    if (!one || one.disabled) return
    setOpen(false)
    if (one.value !== value) onChange(one.value)
  }
  useLayoutEffect(() => {
    const [below, shown] = [button.current, list.current]
    if (!open || !below || !shown) return
    const place = below.getBoundingClientRect()
    shown.style.top = `${place.bottom + 4}px`
    shown.style.minWidth = `${place.width}px`
    // Above everything else on the page, wherever it stands in it.
    shown.showPopover?.()
    const room = document.documentElement.clientWidth - shown.offsetWidth - 8
    shown.style.left = `${Math.max(8, Math.min(place.left, room))}px`
  }, [open])
  useEffect(() => {
    if (!open) return
    const close = (): void => setOpen(false)
    addEventListener("resize", close)
    return () => removeEventListener("resize", close)
  }, [open])
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (!open) {
      if (!["ArrowDown", "ArrowUp", "Enter", " "].includes(key)) return
      show()
    } else if (key === "ArrowDown") setAt(stepped(options, at, 1))
    else if (key === "ArrowUp") setAt(stepped(options, at, -1))
    else if (key === "Home") setAt(stepped(options, -1, 1))
    else if (key === "End") setAt(stepped(options, options.length, -1))
    else if (key === "Enter" || key === " ") choose(at)
    else if (key === "Escape") setOpen(false)
    else return
    event.preventDefault()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`choice ${className}`}
        role="combobox"
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={id}
        aria-activedescendant={open ? `${id}-${at}` : undefined}
        onClick={() => (open ? setOpen(false) : show())}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      >
        <span className="choice-value">{options[chosen]?.label}</span>
        <DownOutlined aria-hidden className="choice-sign" />
      </button>
      {open && (
        <ul ref={list} id={id} popover="manual" className="choice-list" role="listbox" aria-label={label}>
          {options.map((one, place) => (
            <li
              key={one.value}
              id={`${id}-${place}`}
              role="option"
              aria-selected={one.value === value}
              aria-disabled={one.disabled}
              className={place === at ? "choice-at" : undefined}
              onMouseMove={() => !one.disabled && setAt(place)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(place)}
            >
              {one.label}
              {one.value === value && <CheckOutlined aria-hidden />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
