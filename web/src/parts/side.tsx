import { Drawer, type DrawerProps } from "antd"
import { useEffect, useRef } from "react"

const page = (): HTMLElement => document.body

/** Puts the keyboard into the first field: Ant Design gives it to the box itself where nothing moves. */
function First() {
  const here = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const box = here.current?.closest("[role=dialog]")
      if (!box || (document.activeElement !== box && box.contains(document.activeElement))) return
      box.querySelector<HTMLElement>("input:not([disabled]), textarea")?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return <span ref={here} hidden />
}

/** What comes in from the side; takes the keyboard as `Dialog` does. */
export function Side({ children, ...props }: DrawerProps) {
  return (
    <Drawer getContainer={page} destroyOnHidden {...props}>
      {children}
      <First />
    </Drawer>
  )
}
